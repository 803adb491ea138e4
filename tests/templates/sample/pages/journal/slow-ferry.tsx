import { Article } from "../../sections/Article";
import { article } from "../../content/journal/slow-ferry";
export { meta } from "../../content/journal/slow-ferry";

export default function SlowFerry() {
  return <Article {...article} />;
}
