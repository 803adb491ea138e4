import {
  Eye,
  FileCode2,
  FileDiff,
  History,
  type LucideIcon,
  MessageSquareText,
  SquareTerminal,
} from "lucide-react";

export type TabName = "chat" | "preview" | "code" | "diff" | "versions" | "console";

export interface TabEntry {
  readonly id: TabName;
  readonly name: string;
  readonly icon: LucideIcon;
}

export const deskTabs: readonly TabEntry[] = [
  { id: "preview", name: "Preview", icon: Eye },
  { id: "code", name: "Code", icon: FileCode2 },
  { id: "diff", name: "Diff", icon: FileDiff },
  { id: "versions", name: "Versions", icon: History },
  { id: "console", name: "Console", icon: SquareTerminal },
];

export const phoneTabs: readonly TabEntry[] = [
  { id: "chat", name: "Chat", icon: MessageSquareText },
  ...deskTabs,
];

export function readTab(value: string | null, onDesk: boolean): TabName {
  const known = onDesk ? deskTabs : phoneTabs;
  return known.find((one) => one.id === value)?.id ?? (onDesk ? "preview" : "chat");
}
