import { useState } from "preact/hooks";

// Letters first, as a style sheet's selector needs. A bundle of its own loads this module anew and counts
// from one too, so each load has a prefix that no other has.
const prefix = `tfx-${crypto.getRandomValues(new Uint32Array(2)).join("")}`;
let last = 0;

/** An id that nothing else in the page has. */
export const createUniqueId = (): string => `${prefix}-${(last += 1)}`;

// Preact's own ids begin anew in every tree, and a page holds several: ours and each widget's.
/** An id for an element, the same as long as the component is mounted. */
export const useUniqueId = (): string => useState(createUniqueId)[0];
