// What `deploy` must be told, and how to come by it.

/** @typedef {{ name: string, why: string, how: string }} Need */

/** @type {(Need & { isFine?: (value: string) => boolean })[]} */
const needs = [
  {
    name: "CLOUDFLARE_ACCOUNT_ID",
    why: "the account to deploy to",
    how: "Cloudflare dashboard → Workers & Pages → Account details → Account ID",
  },
  {
    name: "CLOUDFLARE_API_TOKEN",
    why: "the right to deploy",
    how: 'Cloudflare dashboard → My Profile → API Tokens → Create Token → template "Edit Cloudflare Workers", and add: D1 Edit, Queues Edit, Workers R2 Storage Edit, Cloudchamber Edit, Zone DNS Read',
  },
  {
    name: "API_TOKEN",
    why: "without it everyone could use the API; clients send it as Authorization: Bearer",
    how: "make one of at least 32 characters: openssl rand -hex 32",
    isFine: (value) => value.length >= 32,
  },
  {
    name: "SITEWRIGHT_HOST",
    why: "the host name of the app; sites are served below it, at <slug>.<host>",
    how: "a name in a zone of the account, for example sites.example.com (and SITEWRIGHT_ZONE=example.com when it is not the zone itself)",
    isFine: (value) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(value),
  },
];

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Need[]} what is absent or unusable
 */
export function missingNeeds(env) {
  return needs.filter(({ name, isFine }) => {
    const value = env[name];
    return !value || (isFine !== undefined && !isFine(value));
  });
}

/** @param {Need[]} missing */
export function describeNeeds(missing) {
  return missing.map(({ name, why, how }) => `${name}: ${why}\n  ${how}`).join("\n");
}
