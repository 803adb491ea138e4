export const identity = <T,>(value: T): T => value;
export function pick<T extends Record<string, unknown>, K extends keyof T>(from: T, key: K): T[K] {
  return from[key];
}
export class Box<in out T = never> extends Map<string, Array<T>> {
  #hidden?: T;
  static { Box.count = 0; }
  static count: number;
  get value(): T | undefined { return this.#hidden; }
}
export function Header({ dark }: { dark?: boolean }) {
  const less = 1 < 2 && 3 > 2;
  return <header className={`a ${dark ? "dark" : `light ${less}`}`}>It's "import x from 'y'" {/* } */}</header>;
}
type Theme = import("./windows").header;
