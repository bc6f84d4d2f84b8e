import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { invariant } from "../scope/invariant.ts";
import type { CallModel } from "./call-model.ts";

/** Hands the call down its tree of views. */
export const CallContextProvider = createContext<CallModel | undefined>(undefined);

/** The call, in a view. */
export const useCall = (): CallModel => {
  const call = useContext(CallContextProvider);
  invariant(call !== undefined, "views of a call stand below CallContextProvider");
  return call;
};
