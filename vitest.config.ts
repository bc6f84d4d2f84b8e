import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["*/src/**/*.test.ts", "widgets/*/**/*.test.ts", "*/test/**/*.test.ts", "scripts/**/*.test.ts"],
    pool: "threads",
    // Busy machines run browsers beside the unit tests.
    testTimeout: 20_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
