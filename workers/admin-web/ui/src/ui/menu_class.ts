export const menuClass = "enters min-w-44 rounded-m border border-line bg-raised p-1 shadow-big";
export const menuItemClass =
  "flex cursor-pointer items-center gap-2 rounded-s px-2.5 py-1.5 text-small outline-none data-[disabled]:opacity-45 data-[focused]:bg-vial-soft";
