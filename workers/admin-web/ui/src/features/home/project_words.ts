// A project's status as the list shows it. Pure.

import type { Project, ProjectStatus } from "../../../../../host/generated/http.ts";
import type { Mood } from "../../state/words.ts";

export const projectMood: Readonly<Record<ProjectStatus, Mood>> = {
  empty: "idle",
  generating: "working",
  paused: "paused",
  ready: "idle",
  live: "good",
  failed: "bad",
};

export const projectWords: Readonly<Record<ProjectStatus, string>> = {
  empty: "Nothing made yet",
  generating: "Being built",
  paused: "Paused",
  ready: "Ready, not published",
  live: "Live",
  failed: "Stopped by an error",
};

export const liveUrl = (project: Project): string | undefined => project.activeDeployment?.url;

export const withoutScheme = (url: string): string =>
  url.replace(/^https?:\/\//, "").replace(/\/$/, "");
