import { useState, useSyncExternalStore } from "react";
import { onTokenChange, readToken, tokenIsWanted, writeToken } from "../../api/token.ts";
import { Button } from "../../ui/button.tsx";
import { SheetDialog } from "../../ui/sheet_dialog.tsx";
import { TextInput } from "../../ui/text_input.tsx";

/** Appears when the server answered 401, and goes once a token was given. */
export function SignInSheet() {
  const wanted = useSyncExternalStore(onTokenChange, tokenIsWanted);
  const [token, setToken] = useState("");
  if (!wanted) return null;
  const tried = readToken() !== null;
  return (
    <SheetDialog
      title="This Sitewright asks for a token"
      isOpen
      role="alertdialog"
      onClose={() => undefined}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const clean = token.trim();
          if (clean === "") return;
          setToken("");
          writeToken(clean);
        }}
      >
        <p className="text-ink-soft">
          {tried
            ? "The last token was not accepted. Check it with whoever runs this server."
            : "It is the API_TOKEN that this server was set up with. It is kept in this tab only and forgotten when the tab closes."}
        </p>
        <TextInput label="API token" type="password" value={token} onChange={setToken} autoFocus />
        <div className="flex justify-end">
          <Button type="submit" look="solid" size="normal" isDisabled={token.trim() === ""}>
            Sign in
          </Button>
        </div>
      </form>
    </SheetDialog>
  );
}
