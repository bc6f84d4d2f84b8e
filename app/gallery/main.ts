import { formatInvite } from "@tfx/protocol";
import { mountApp } from "../src/mount-app.tsx";
import { createFakePlatform } from "../src/testing/fake-app.ts";
import { createFakeSession, type FakeSession } from "../src/testing/fake-session.ts";
import { sceneInvite, scenes, type Scene } from "./scenes.ts";

const listScenes = (root: HTMLElement): void => {
  for (const name of Object.keys(scenes)) {
    const link = document.createElement("a");
    link.href = `?scene=${name}`;
    link.textContent = name;
    const line = document.createElement("p");
    line.append(link);
    root.append(line);
  }
};

const seat = (scene: Scene): Map<string, string> => {
  const link = formatInvite(sceneInvite(scene.open === true));
  return new Map(scene.inCall === true ? [["tfx.in-call", JSON.stringify({ link, microphone: true, camera: true })]] : []);
};

const show = (root: HTMLElement, scene: Scene, theme: string): void => {
  const kept = seat(scene);
  let session: FakeSession = createFakeSession();
  const settings = { name: "Ravi", theme, barFades: false };
  const stored = { settings, ...scene.stored };
  const platform = createFakePlatform(() => (session = scene.session?.() ?? createFakeSession()), {
    kind: scene.kind ?? "web",
    place:
      scene.at === "room"
        ? { at: "room", invite: sceneInvite(scene.open === true) }
        : scene.at === "unreadable"
          ? { at: "unreadable", link: "https://call.example/r/" }
          : { at: "start" },
    stored: { ...stored, settings: { ...settings, ...("settings" in stored ? stored.settings : {}) } },
  });
  const tabStore = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  mountApp(root, {
    ...platform,
    tabStore,
    share: () => Promise.resolve(),
    ...(scene.sharedPages === undefined ? {} : { sharedPages: scene.sharedPages }),
    ...(scene.kind === "extension" ? { changeServer: () => Promise.resolve("unreachable" as const) } : {}),
  });
  setTimeout(() => {
    scene.after?.({ session, platform });
    document.documentElement.dataset["shown"] = "";
  }, 900);
};

const parameters = new URLSearchParams(location.search);
const root = document.querySelector<HTMLElement>("#app");
const scene = scenes[parameters.get("scene") ?? ""];
if (root !== null && scene !== undefined) show(root, scene, parameters.get("theme") ?? "light");
else if (root !== null) listScenes(root);
