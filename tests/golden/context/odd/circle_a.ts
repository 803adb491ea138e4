export * from "./circle_b";
export const themeSwitch = 1;
