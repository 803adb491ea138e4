import type { ReactNode } from "react";
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
} from "react-aria-components/Button";
import { composeRenderProps } from "react-aria-components/composeRenderProps";

export type ButtonLook = "solid" | "line" | "quiet" | "danger";

const looks: Readonly<Record<ButtonLook, string>> = {
  solid: "bg-accent text-on-accent hover:bg-accent-hover border-transparent",
  line: "bg-raised text-ink border-line-strong hover:border-ink-soft",
  quiet: "bg-transparent text-ink-soft border-transparent hover:bg-line/60 hover:text-ink",
  danger: "bg-bad-solid text-on-bad border-transparent hover:brightness-95",
};

const frame =
  "inline-flex select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-m border font-[560] transition-colors duration-100 data-[disabled]:opacity-45";

export interface ButtonProps extends Omit<AriaButtonProps, "children"> {
  readonly look?: ButtonLook;
  readonly size?: "small" | "normal" | "icon";
  readonly children: ReactNode;
}

const sizes = {
  small: "h-8 px-2.5 text-small",
  normal: "h-10 px-4 text-body",
  icon: "size-8 text-small",
} as const;

export function buttonClass(look: ButtonLook, size: keyof typeof sizes): string {
  return `${frame} ${looks[look]} ${sizes[size]}`;
}

export function Button({ look = "line", size = "small", className, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      className={composeRenderProps(className, (own) => `${buttonClass(look, size)} ${own ?? ""}`)}
    />
  );
}
