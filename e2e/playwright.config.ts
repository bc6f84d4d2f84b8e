import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "scenarios",
  testMatch: "*.test.ts",
  outputDir: "../test-results/e2e",
  globalSetup: "./src/global-setup.ts",
  // Each scenario runs up to four browsers with software codecs: two at a time are too many for two cores.
  workers: 1,
  forbidOnly: process.env["CI"] !== undefined,
  retries: process.env["CI"] === undefined ? 0 : 1,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: { actionTimeout: 20_000, navigationTimeout: 20_000 },
});
