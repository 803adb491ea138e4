// The cron trigger of a local instance. wrangler dev does not run triggers by itself; it has an address that does.
// Once when ready: what was under way when the last instance ended goes on. Then every minute, as in production.
import { requestBytes } from "../client/http.mjs";

const everyMs = 60_000;
const trigger = "/cdn-cgi/local/scheduled?cron=*+*+*+*+*";

/**
 * @param {string} url of the instance
 * @returns {() => void} stops it
 */
export function startClock(url) {
  const tick = () => {
    requestBytes(`${url}${trigger}`, { timeoutMs: 30_000 }).catch(() => {
      // The Workers may just be starting again; the next minute comes.
    });
  };
  tick();
  const timer = setInterval(tick, everyMs);
  return () => clearInterval(timer);
}
