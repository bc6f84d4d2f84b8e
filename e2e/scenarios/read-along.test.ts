import type { Locator, Page } from "@playwright/test";
import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { seriousFindingsAwake } from "../src/observe/serious-findings.ts";
import { followLink, type Person } from "../src/person.ts";
import { publishCamera } from "../src/publish.ts";
import { publishToken } from "../src/publish-token.ts";
import { expectMutualCall } from "../src/see-and-hear.ts";
import { openGateway, type GatewayProcess } from "../src/server/gateway-process.ts";
import { openServer, type ServerProcess } from "../src/server/server-process.ts";
import { addWidget, inside, sayYes, startWidget, textOf, unfold } from "../src/widgets.ts";

const secret = "a secret that server and gateway share, here";
const captions = textOf("../examples/captions/captions.js");
let gateway: GatewayProcess;
let server: ServerProcess;

test.beforeAll(async ({ pages }) => {
  gateway = await openGateway({ TFX_GATEWAY_SECRET: secret, TFX_GATEWAY_IDLE_SECONDS: "60" });
  const environment = { TFX_GATEWAY_URL: gateway.origin, TFX_GATEWAY_SECRET: secret };
  server = await openServer({ webRoot: pages.web, environment });
});
test.afterAll(async () => {
  await Promise.all([server.stop(), gateway.stop()]);
});

const openPanel = async ({ page }: Person, name: string): Promise<Locator> => {
  await page.getByRole("tab", { name: new RegExp(`^${name}`) }).click();
  return page.getByRole("tabpanel", { name });
};

const write = async (person: Person, text: string): Promise<void> => {
  const field = (await openPanel(person, "Chat")).getByRole("textbox", { name: /message/i });
  await field.fill(text);
  await field.press("Enter");
};

const openChat = async ({ page }: Person): Promise<void> => {
  await page.locator("body").press("c");
  await expect(page.getByRole("textbox", { name: /message/i })).toBeVisible();
};

/** Turns a switch of the broadcast; with the yes to the question that follows. */
const turn = async (broadcaster: Person, what: string, isAsked = true): Promise<void> => {
  await (await openPanel(broadcaster, "Broadcast")).getByRole("switch", { name: what }).click();
  if (isAsked) await broadcaster.page.getByRole("alertdialog").getByRole("button", { name: "Allow", exact: true }).click();
};

const onAir = ({ page }: Person): Locator => page.getByRole("button", { name: /ON AIR/ });
const chatOf = (page: Page): Locator => page.getByRole("region", { name: "Chat" });
const captionsOf = (page: Page): Locator => page.getByRole("region", { name: "Captions" });

test("viewers read what is written to everybody and said in captions while it is on air, and nothing else", async ({ guest, roomName }) => {
  test.setTimeout(200_000);
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas, mei] = [await guest(people.amara), await guest(people.jonas), await guest(people.mei)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await expectMutualCall([amara, jonas]);
  await openChat(amara);
  await openChat(jonas);
  await write(jonas, "Before it all");
  await expect(amara.page.getByText("Before it all")).toBeVisible();

  const panel = await startWidget(amara, "Broadcast");
  await panel.getByLabel("Size").selectOption({ label: "360 lines" });
  const readable = panel.getByRole("group", { name: "Viewers may read" });
  await expect(readable.getByRole("switch", { name: "Chat" })).not.toBeChecked();
  await turn(amara, "Chat");
  await expect(readable.getByRole("switch", { name: "Chat" })).toBeChecked();
  await panel.getByRole("button", { name: "Go live" }).click();
  await expect(panel.locator(".broadcast-live").getByRole("status")).toHaveText("On air", { timeout: 30_000 });
  await expect(onAir(jonas)).toContainText("This call and its chat are being broadcast by Amara");
  await expect(onAir(amara)).toContainText("You broadcast this call and its chat");

  const { page } = mei;
  await page.goto(await panel.locator("code").first().innerText());
  await expect(chatOf(page)).toContainText("Nobody has written yet.", { timeout: 30_000 });
  await expect(page.getByRole("button", { name: /captions/ })).toHaveCount(0);
  await write(jonas, "Good **evening** <b>all</b>");
  await expect(chatOf(page)).toContainText("JonasGood evening <b>all</b>");
  await expect(chatOf(page)).toContainText("You can read along. Only people in the call write here.");

  // To one person alone.
  const chat = await openPanel(amara, "Chat");
  await chat.getByRole("button", { name: /Everybody/ }).click();
  await amara.page.getByRole("menuitemcheckbox", { name: "Jonas (private)" }).click();
  await write(amara, "For you alone");
  await expect(jonas.page.getByText("For you alone").first()).toBeVisible();
  await chat.getByRole("button", { name: /Jonas \(private\)/ }).click();
  await amara.page.getByRole("menuitemcheckbox", { name: "Everybody" }).click();
  await write(amara, "Welcome");
  await expect(chatOf(page)).toContainText("Welcome");
  await expect(chatOf(page).getByRole("listitem")).toHaveText(["JonasGood evening <b>all</b>", "AmaraWelcome"]);

  // Captions are a widget of somebody else's, which knows nothing of broadcasts.
  await addWidget(jonas, captions);
  const cards = amara.page.getByRole("region", { name: "Started by others" });
  await unfold(cards);
  await cards.getByRole("button", { name: "Get it from Jonas" }).click();
  await sayYes(amara);
  await expect(inside(amara.page, "Captions").getByLabel("Who speaks")).toBeVisible();
  await turn(amara, "Captions");
  await expect(onAir(jonas)).toContainText("This call, its chat and its captions are being broadcast by Amara");
  const typing = inside(jonas.page, "Captions");
  const caption = async (speaker: string, text: string): Promise<void> => {
    await jonas.page.getByRole("tab", { name: /^Captions/ }).click();
    await typing.getByLabel("Who speaks").selectOption({ label: speaker });
    await typing.getByLabel(/^What is said/).pressSequentially(text);
    await typing.getByLabel(/^What is said/).press("Enter");
  };
  await caption("Amara", "We begin now");
  await expect(captionsOf(page)).toHaveText("Amara: We begin now", { timeout: 15_000 });
  expect(await seriousFindingsAwake(page)).toEqual([]);
  await page.locator("body").press("c");
  await expect(captionsOf(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Show captions" })).toBeVisible();
  await page.getByRole("button", { name: "Show captions" }).click();

  // Who comes later has what was written last.
  await page.reload();
  await expect(chatOf(page).getByRole("listitem")).toHaveText(["JonasGood evening <b>all</b>", "AmaraWelcome"], { timeout: 30_000 });

  // Switched off, nothing of it goes out, nor later.
  await turn(amara, "Chat", false);
  await expect(onAir(jonas)).not.toContainText("chat");
  await write(jonas, "Off the record");
  await expect(amara.page.getByText("Off the record").first()).toBeAttached();
  await turn(amara, "Chat", false);
  await expect(onAir(jonas)).toContainText("chat");
  await write(jonas, "On the record");
  await expect(chatOf(page).getByRole("listitem")).toHaveText(["JonasGood evening <b>all</b>", "AmaraWelcome", "JonasOn the record"]);

  // Whoever asks to be left out is read no more, and what was read is taken back.
  await onAir(jonas).click();
  await jonas.page.getByRole("switch", { name: "Leave me out" }).click();
  await jonas.page.keyboard.press("Escape");
  await expect(chatOf(page).getByRole("listitem")).toHaveText(["AmaraWelcome"]);
  // The picture for before and after was of the call: it is another one now.
  const facts = `${gateway.origin}/live/${new URL(page.url()).searchParams.get("stream")}`;
  const poster = async (): Promise<string> => ((await (await fetch(facts)).json()) as { poster?: string }).poster ?? "";
  await expect.poll(poster, { timeout: 15_000 }).toMatch(/\?version=2$/);
  await write(jonas, "Not for viewers");
  await expect(amara.page.getByText("Not for viewers").first()).toBeAttached();
  await caption("Jonas (you)", "Nor this");
  await caption("Amara", "That is all");
  await expect(captionsOf(page)).toHaveText("Amara: That is all", { timeout: 15_000 });
  await write(amara, "Good night");
  await expect(chatOf(page).getByRole("listitem")).toHaveText(["AmaraWelcome", "AmaraGood night"]);
});

test("texts wait for a picture that is behind, go back with it, and read the way they are written", async ({ guest }) => {
  test.setTimeout(150_000);
  const stream = "film-of-words";
  const token = publishToken(secret, stream);
  const [amara, mei] = [await guest(people.amara), await guest(people.mei)];
  await amara.page.goto(server.origin);
  await publishCamera(amara.page, `${gateway.origin}/whip/${stream}`, token);
  const post = async (...items: readonly object[]): Promise<void> => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
    const body = JSON.stringify({ kinds: ["chat", "captions"], now: Date.now(), items });
    const answer = await fetch(`${gateway.origin}/api/streams/${stream}/texts`, { method: "POST", headers, body });
    expect(answer.status).toBe(204);
  };
  const line = (id: string, text: string, more: object = {}) => ({ id, kind: "captions", name: "Amara", text, at: Date.now(), ...more });
  await post();

  const { page } = mei;
  await page.goto(`${server.origin}/watch.html?stream=${stream}&lang=ar-XB`);
  await expect(page.getByRole("log")).toBeVisible({ timeout: 30_000 });
  // From right to left the chat is at the left; what is written in it runs its own way.
  expect((await page.getByRole("log").boundingBox())?.x).toBeLessThan(50);
  await page.goto(`${server.origin}/watch.html?stream=${stream}`);
  const video = page.locator("video");
  const isPlaying = () => video.evaluate((element) => (element as HTMLVideoElement).currentTime > 0.5);
  await expect.poll(isPlaying, { timeout: 30_000 }).toBe(true);
  await page.getByRole("button", { name: "How to watch" }).click();
  await page.getByRole("menuitemcheckbox", { name: /^Smooth/ }).click();
  await expect(page.getByText(/^[3-9] sec behind$/)).toBeVisible({ timeout: 30_000 });

  const saidMs = Date.now();
  await post(line("first", "מילים ראשונות"), { ...line("hello", "Hello"), kind: "chat" });
  await expect(captionsOf(page)).toHaveText("Amara: מילים ראשונות", { timeout: 20_000 });
  // As far behind as the picture, the half second of a look at it aside.
  expect(Date.now() - saidMs).toBeGreaterThan(2_000);
  await expect(chatOf(page).getByRole("listitem")).toHaveText(["AmaraHello"]);

  // A while later: what was said then is read again where one goes back to it.
  const timeline = page.getByRole("slider", { name: "Where you are in the broadcast" });
  await expect(timeline).toBeVisible({ timeout: 60_000 });
  await expect(captionsOf(page)).toHaveCount(0, { timeout: 20_000 });
  await post(line("second", "And the last"));
  await expect(captionsOf(page)).toHaveText("Amara: And the last", { timeout: 20_000 });
  await expect
    .poll(
      async () => {
        await timeline.fill(String(Math.round((saidMs - Date.now()) / 1_000) + 1));
        return (await captionsOf(page).allInnerTexts()).join();
      },
      { timeout: 30_000, intervals: [3_000] },
    )
    .toContain("מילים ראשונות");
  await page.getByRole("button", { name: "Back to live" }).click();
  await post(line("third", "Here again"));
  await expect(captionsOf(page)).toHaveText("Amara: Here again", { timeout: 20_000 });
});
