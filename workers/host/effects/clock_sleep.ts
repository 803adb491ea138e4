import type { Effect } from "../effect.ts";

/** Ends early, and fails, when the run lets everything go. */
export const clockSleep: Effect<"clock.sleep", unknown> = ({ ms }, _body, { held }) =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new Error("the run is over"));
    };
    const timer = setTimeout(() => {
      held.letGo.removeEventListener("abort", stop);
      resolve({ header: {} });
    }, ms);
    held.letGo.addEventListener("abort", stop, { once: true });
  });
