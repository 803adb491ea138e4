import type { ReactNode } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";

/** A modal sheet: centred on a desk, at the bottom edge on a phone. */
export function SheetDialog({
  title,
  isOpen,
  onClose,
  role = "dialog",
  wide = false,
  children,
}: {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly role?: "dialog" | "alertdialog";
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={role === "dialog"}
      className="fixed inset-0 z-40 flex items-end justify-center bg-scrim p-0 sm:items-center sm:p-6"
    >
      <Modal
        className={`enters max-h-[92dvh] w-full overflow-y-auto rounded-t-l bg-raised p-6 shadow-big sm:rounded-l ${wide ? "sm:max-w-160" : "sm:max-w-112"}`}
      >
        <Dialog role={role} className="flex flex-col gap-4 outline-none">
          <Heading slot="title" className="text-large">
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
