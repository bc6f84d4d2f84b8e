import { describe, expect, it } from "vitest";
import { commandActions, defaultKeys, type CommandSource } from "./action.ts";

const command = (name: string, key?: string): CommandSource => ({
  id: `command poll ${name}`,
  title: `Poll: ${name}`,
  key,
  run: () => undefined,
});
const taken = Object.values(defaultKeys).flat();
const keys = (...commands: readonly CommandSource[]) => commandActions(commands, taken).map((action) => action.keys);

describe("a command of a widget", () => {
  it("has the key that it asks for where nobody has it", () => {
    expect(keys(command("new", "n"), command("close", "alt+n"))).toEqual([["N"], ["Alt+N"]]);
  });

  it("has none where a control of the call has it, or another widget was first", () => {
    expect(keys(command("mute", "h"), command("new", "n"), command("none", "N"))).toEqual([[], ["N"], []]);
  });

  it("has none of the keys of browser and call", () => {
    expect(keys(command("close", "Ctrl+W"), command("plain"))).toEqual([[], []]);
  });

  it("stands among the widgets and can be called", () => {
    const [action] = commandActions([command("new")], []);
    expect(action).toMatchObject({ group: "widgets", title: "Poll: new" });
    expect(action?.run).toBeTypeOf("function");
  });
});
