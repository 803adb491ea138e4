import { DocsPage } from "../../sections/DocsPage";
import { docsPage } from "../../content/guide/install";
export { meta } from "../../content/guide/install";

export default function Install() {
  return <DocsPage {...docsPage} />;
}
