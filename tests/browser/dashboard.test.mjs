// The dashboard in real Chromium against the real app, from a prompt to a live site.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startApp } from "./app.mjs";
import { launchChromium, openPage } from "./chromium.mjs";
import { axeFindsNothingSerious } from "./scenarios/axe.mjs";
import {
  passagesAreListed,
  stepTellsWhatTheModelSaw,
  tokensAreCounted,
} from "./scenarios/context.mjs";
import {
  cancelStopsIt,
  pauseHoldsAndGoesOn,
  unbuiltIsBuiltToPublish,
} from "./scenarios/control.mjs";
import { heldAtTheCapGoesOn } from "./scenarios/cost.mjs";
import { darkIsRemembered, keyboardAlone, phoneFits } from "./scenarios/fit.mjs";
import { personTakesOver, repairIsTold } from "./scenarios/healing.mjs";
import { followUpDiffRevert, renameAndDelete } from "./scenarios/history.mjs";
import { showMoreShowsAll } from "./scenarios/list.mjs";
import { promptToLiveSite, reloadKeepsEverything } from "./scenarios/make.mjs";
import {
  keysAndWhoIsAsked,
  modelsAndMoney,
  personHasTheLastWord,
  votesAreShownAndAnswered,
  wantsPackage,
} from "./scenarios/models.mjs";
import { picturesGoWithThePrompt } from "./scenarios/pictures.mjs";
import { planTellsWhatTheSiteIsToBe } from "./scenarios/plan.mjs";
import { downloadsAndOlderVersion } from "./scenarios/publish.mjs";
import { timelineTellsWhereTheTimeWent } from "./scenarios/timeline.mjs";
import {
  gapIsAskedForAgain,
  missingProject,
  offlineThenOn,
  problemIsShown,
  tokenIsAskedFor,
} from "./scenarios/trouble.mjs";

/** @type {import("./app.mjs").App} */
let app;
/** @type {import("playwright-core").Browser} */
let browser;

/**
 * @param {string} name
 * @param {(opened: Awaited<ReturnType<typeof openPage>>, app: import("./app.mjs").App) => Promise<void>} scenario
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
function inBrowser(name, scenario, options) {
  test(name, { timeout: 240_000 }, async () => {
    const opened = await openPage(browser, app.base, options);
    try {
      await scenario(opened, app);
      assert.deepEqual(opened.faults, [], "faults in the page");
      assert.deepEqual(opened.foreign, [], "requests to other hosts");
    } catch (cause) {
      const folder = process.env["SITEWRIGHT_SCREENSHOTS"];
      if (folder)
        await opened.page.screenshot({ path: `${folder}/${name.replace(/\W+/g, "_")}.png` });
      throw cause;
    } finally {
      app.builds?.release();
      await opened.context.close();
    }
  });
}

/**
 * The app of a describe, on a model server that plays a scenario.
 * @param {(folder: string) => Promise<object>} scenario `folder` is the model server's
 * @param {(url: string) => NodeJS.ProcessEnv} settings for its address
 */
function onModels(scenario, settings) {
  /** @type {{ url: string, stop: () => Promise<void> }} */
  let server;
  before(async () => {
    // By path: it is checked as the models' suite checks it.
    const folder = new URL("../fakes/model_server/", import.meta.url).href;
    const { startModelServer } = await import(`${folder}server.mjs`);
    server = await startModelServer({ scenario: await scenario(folder) });
    app = await startApp({
      ...settings(server.url),
      ANTHROPIC_API_KEY: "any",
      SITEWRIGHT_MODEL: "",
    });
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
    await server?.stop();
  });
}

describe("dashboard", () => {
  before(async () => {
    app = await startApp();
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
  });

  inBrowser("a prompt becomes a live site that the browser opens", promptToLiveSite);
  inBrowser("a reload in the middle loses nothing that was shown", reloadKeepsEverything);
  inBrowser("a follow-up makes a version that can be compared and reverted", followUpDiffRevert);
  inBrowser(
    "archives hold what was made, and an older version is published",
    downloadsAndOlderVersion,
  );
  inBrowser("pictures go with a prompt and are shown in its thread", picturesGoWithThePrompt);
  inBrowser("a step tells what the model saw", stepTellsWhatTheModelSaw);
  inBrowser("tokens are counted as tiktoken counts them", tokensAreCounted);
  inBrowser("the timeline tells where the time went", timelineTellsWhereTheTimeWent);
  inBrowser("a plan tells what the site is to be", planTellsWhatTheSiteIsToBe);
  inBrowser("a project is renamed in place and deleted after a question", renameAndDelete);
  inBrowser("cancel ends a generation and offers another try", cancelStopsIt);
  inBrowser("a version that was never built is built to be published", unbuiltIsBuiltToPublish);
  inBrowser("pause holds a generation until it goes on", pauseHoldsAndGoesOn);
  inBrowser("the whole way works with the keyboard alone", keyboardAlone);
  inBrowser("at 375 px nothing is wider than the screen", phoneFits, {
    viewport: { width: 375, height: 780 },
  });
  inBrowser("dark follows the system and a choice is remembered", darkIsRemembered, {
    colorScheme: "dark",
  });
  inBrowser("axe finds nothing serious, light", axeFindsNothingSerious);
  inBrowser("axe finds nothing serious, dark at 375 px", axeFindsNothingSerious, {
    colorScheme: "dark",
    viewport: { width: 375, height: 780 },
  });
  inBrowser("offline is said, and the stream goes on when back", offlineThenOn);
  inBrowser("a gap in the stream is asked for again and filled once", gapIsAskedForAgain);
  inBrowser("a problem is shown with its detail and request, and tried again", problemIsShown);
  inBrowser("a project that is not there says so", missingProject);
  inBrowser("a server that wants a token is given one", tokenIsAskedFor);
  inBrowser("models and money are shown and the budget is set, at 375 px", modelsAndMoney, {
    viewport: { width: 375, height: 780 },
  });
  inBrowser("the list shows more until it shows every project once", showMoreShowsAll);
});

describe("dashboard on language models", () => {
  onModels(
    async () => wantsPackage,
    (url) => ({
      ANTHROPIC_BASE_URL: `${url}/anthropic`,
      OPENAI_BASE_URL: `${url}/openai/v1`,
    }),
  );

  inBrowser("a key is set and forgotten, and who is asked for what follows", keysAndWhoIsAsked);
  inBrowser("the passages of a step are listed with their reasons", passagesAreListed);
  inBrowser("the same in the dark at 375 px", passagesAreListed, {
    colorScheme: "dark",
    viewport: { width: 375, height: 780 },
  });
  inBrowser(
    "two models vote, and a person may have the last word from now on",
    votesAreShownAndAnswered,
  );
  inBrowser("the same in the dark at 375 px", votesAreShownAndAnswered, {
    colorScheme: "dark",
    viewport: { width: 375, height: 780 },
  });
  inBrowser("a used-up budget is raised, and what it cost is told", heldAtTheCapGoesOn);
  inBrowser("the same in the dark at 375 px", heldAtTheCapGoesOn, {
    colorScheme: "dark",
    viewport: { width: 375, height: 780 },
  });
  inBrowser("what waits for a person is allowed or refused", personHasTheLastWord);
  inBrowser("what waits is answered in the dark at 375 px", personHasTheLastWord, {
    colorScheme: "dark",
    viewport: { width: 375, height: 780 },
  });
});

describe("dashboard on builds that fail", () => {
  onModels(
    async (folder) => (await import(`${folder}flaws.mjs`)).flaws,
    (url) => ({ ANTHROPIC_BASE_URL: `${url}/anthropic/v1` }),
  );

  inBrowser("a repair is told: where it failed, what was changed and by what", repairIsTold);
  inBrowser("a repair is told, in the dark at 375 px", repairIsTold, {
    colorScheme: "dark",
    viewport: { width: 375, height: 780 },
  });
  inBrowser("a person takes over what nobody could mend", personTakesOver);
  inBrowser("a person takes over, in the dark at 375 px", personTakesOver, {
    colorScheme: "dark",
    viewport: { width: 375, height: 780 },
  });
});
