import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { Button } from "./button.tsx";

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
          <header className="flex items-start gap-3">
            <Heading slot="title" className="min-w-0 flex-1 text-large [overflow-wrap:anywhere]">
              {title}
            </Heading>
            {role === "dialog" && (
              <Button
                look="quiet"
                size="icon"
                aria-label="Close"
                onPress={onClose}
                className="-mt-1 -mr-1.5 shrink-0"
              >
                <X size={18} aria-hidden="true" />
              </Button>
            )}
          </header>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
