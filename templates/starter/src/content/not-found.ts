import type { PageMeta } from "../content";
import { words } from "../words";

export const meta: PageMeta = { title: words.notFoundTitle, description: words.notFoundText };
