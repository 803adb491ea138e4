import { ChevronDown } from "lucide-react";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select, SelectValue } from "react-aria-components/Select";
import type { Version } from "../../../../host/generated/http.ts";
import { Button } from "./button.tsx";
import { fullTime } from "./clock.ts";
import { menuClass, menuItemClass } from "./menu_class.ts";

/** Picks one version by number; `none` is the entry for no particular version. */
export function VersionPicker({
  label,
  versions,
  value,
  none,
  onChange,
}: {
  readonly label: string;
  readonly versions: readonly Version[];
  readonly value: number | undefined;
  readonly none?: string;
  readonly onChange: (version: number | undefined) => void;
}) {
  return (
    <Select
      aria-label={label}
      selectedKey={value === undefined ? "none" : String(value)}
      onSelectionChange={(key) => onChange(key === "none" ? undefined : Number(key))}
      isDisabled={versions.length === 0}
    >
      <Button className="min-w-20 justify-between">
        <SelectValue className="truncate">
          {value === undefined ? (none ?? "Choose") : `v${value}`}
        </SelectValue>
        <ChevronDown size={14} aria-hidden="true" className="text-ink-faint" />
      </Button>
      <Popover className={`${menuClass} max-h-80 overflow-y-auto`}>
        <ListBox className="outline-none">
          {none !== undefined && (
            <ListBoxItem id="none" textValue={none} className={menuItemClass}>
              {none}
            </ListBoxItem>
          )}
          {versions.map((version) => (
            <ListBoxItem
              key={version.number}
              id={String(version.number)}
              textValue={`Version ${version.number}`}
              className={menuItemClass}
            >
              <span className="font-[620]">v{version.number}</span>
              <span className="ml-auto pl-4 text-ink-faint">{fullTime(version.createdAt)}</span>
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
