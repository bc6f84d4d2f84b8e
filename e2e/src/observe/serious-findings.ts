import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What axe finds that keeps somebody from using the page. */
export const seriousFindings = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
};

/** The same where controls fade while nobody moves: what is half gone has no contrast, and is not what people read. */
export const seriousFindingsAwake = async (page: Page): Promise<string[]> => {
  await page.mouse.move(300, 200);
  await page.mouse.move(310, 210);
  await page.evaluate(async () => {
    const passing = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations === 1);
    await Promise.all(passing.map(({ finished }) => finished));
  });
  return seriousFindings(page);
};
