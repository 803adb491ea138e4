import { Keyboard, Moon, Sun } from "lucide-react";
import { PageLink } from "./navigation/page_link.tsx";
import { Button } from "./ui/button.tsx";
import { useTheme } from "./ui/theme.ts";
import { Tip } from "./ui/tip.tsx";

export function Mark() {
  return (
    <svg viewBox="0 0 36 20" width="36" height="20" aria-hidden="true" className="shrink-0">
      <rect
        x="0.75"
        y="2.75"
        width="34.5"
        height="14.5"
        rx="7.25"
        fill="var(--vial)"
        stroke="var(--on-vial)"
        strokeWidth="1.5"
      />
      <path d="M12.5 3v14M23.5 3v14" stroke="var(--on-vial)" strokeWidth="1.5" />
      <rect x="13.9" y="5.6" width="8.2" height="8.8" rx="4.1" fill="#fff" fillOpacity="0.9" />
    </svg>
  );
}

export function ThemeButton() {
  const [theme, toggle] = useTheme();
  const words = theme === "dark" ? "Use light colours" : "Use dark colours";
  return (
    <Tip words={words}>
      <Button look="quiet" size="icon" aria-label={words} onPress={toggle}>
        {theme === "dark" ? <Sun size={17} /> : <Moon size={17} />}
      </Button>
    </Tip>
  );
}

export function ShortcutsButton({ onPress }: { readonly onPress: () => void }) {
  return (
    <Tip words="Keyboard shortcuts (?)">
      <Button look="quiet" size="icon" aria-label="Keyboard shortcuts" onPress={onPress}>
        <Keyboard size={17} />
      </Button>
    </Tip>
  );
}

export function HomeBar({ onShortcuts }: { readonly onShortcuts: () => void }) {
  return (
    <header className="border-b border-line">
      <div className="mx-auto flex h-14 max-w-6xl items-center gap-2.5 px-5 lg:px-8">
        <PageLink href="/" className="flex items-center gap-2.5 rounded-s">
          <Mark />
          <span className="text-[1.0625rem] font-[680] wide">Sitewright</span>
        </PageLink>
        <div className="ml-auto flex items-center gap-1">
          <PageLink
            href="/models"
            aria-label="Models and money"
            className="inline-flex h-8 items-center rounded-m px-2.5 text-small font-[560] text-ink-soft hover:bg-line/60 hover:text-ink"
          >
            Models<span className="hidden sm:inline">&nbsp;and money</span>
          </PageLink>
          <ShortcutsButton onPress={onShortcuts} />
          <ThemeButton />
        </div>
      </div>
    </header>
  );
}
