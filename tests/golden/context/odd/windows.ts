import a from "./bom";

export function header(dark: boolean): string {
  return dark ? "dark" : "light";
}
