import { useMemo } from "preact/hooks";
import type { ParticipantId } from "@tfx/widget-sdk";
import { classNames } from "@tfx/ui";
import type { Mention } from "../messages/entry.ts";
import { isEmojiAlone, replaceEmojiCodes } from "./emoji.ts";
import { readMarkdown, type Block, type Inline } from "./markdown.ts";

const tags = { strong: "strong", emphasis: "em", deleted: "del" } as const;

const InlineView = ({ part, self }: { readonly part: Inline; readonly self: ParticipantId }) => {
  if (part.kind === "break") return <br />;
  if (part.kind === "mention")
    return (
      <span class={classNames("chat-mention", part.id === self && "chat-mention--self")} dir="auto">
        {part.text}
      </span>
    );
  if ("text" in part) return part.kind === "code" ? <code class="chat-code">{part.text}</code> : <>{part.text}</>;
  const inside = <Inlines parts={part.inside} self={self} />;
  if (part.kind === "link")
    return (
      <a href={part.href} target="_blank" rel="noopener noreferrer nofollow">
        {inside}
      </a>
    );
  const Tag = tags[part.kind];
  return <Tag>{inside}</Tag>;
};

const Inlines = ({ parts, self }: { readonly parts: readonly Inline[]; readonly self: ParticipantId }) => (
  <>
    {parts.map((part, index) => (
      <InlineView key={index} part={part} self={self} />
    ))}
  </>
);

const BlockView = ({ block, self }: { readonly block: Block; readonly self: ParticipantId }) => {
  if (block.kind === "rule") return <hr class="chat-rule" />;
  if (block.kind === "code")
    return (
      <pre class="chat-block" dir="ltr" data-language={block.language} tabIndex={0}>
        <code>{block.text}</code>
      </pre>
    );
  if (block.kind === "quote")
    return (
      <blockquote class="chat-quote">
        <Blocks blocks={block.inside} self={self} />
      </blockquote>
    );
  if (block.kind === "list") {
    const items = block.items.map((item, index) => (
      <li key={index}>
        <Blocks blocks={item} self={self} />
      </li>
    ));
    return block.start === undefined ? (
      <ul class="chat-list">{items}</ul>
    ) : (
      <ol class="chat-list" start={block.start}>
        {items}
      </ol>
    );
  }
  return (
    <p dir="auto" class={block.kind === "title" ? "tfx-strong" : undefined}>
      <Inlines parts={block.inside} self={self} />
    </p>
  );
};

const Blocks = ({ blocks, self }: { readonly blocks: readonly Block[]; readonly self: ParticipantId }) => (
  <>
    {blocks.map((block, index) => (
      <BlockView key={index} block={block} self={self} />
    ))}
  </>
);

/** Properties of a text that somebody wrote. */
export interface MessageTextProps {
  readonly text: string;
  readonly mentions: readonly Mention[];
  readonly self: ParticipantId;
}

/** What somebody wrote, as they marked it up. A few signs alone are shown large. */
export const MessageText = ({ text, mentions, self }: MessageTextProps) => {
  const blocks = useMemo(() => readMarkdown(text, mentions), [text, mentions]);
  const signs = replaceEmojiCodes(text);
  if (isEmojiAlone(signs)) return <p class="chat-signs">{signs}</p>;
  return (
    <div class="chat-text">
      <Blocks blocks={blocks} self={self} />
    </div>
  );
};
