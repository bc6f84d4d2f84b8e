import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { ParticipantId } from "@tfx/widget-sdk";
import { CopyIcon, IconButton, classNames } from "@tfx/ui";
import type { Mention } from "../messages/entry.ts";
import { isEmojiAlone, replaceEmojiCodes } from "./emoji.ts";
import { useChat } from "../view/chat-context.ts";
import { t } from "../words.ts";
import { highlight } from "./highlight.ts";
import { readMarkdown, type Block, type Inline } from "./markdown.ts";

const tags = { strong: "strong", emphasis: "em", deleted: "del" } as const;

const LinkView = ({ href, children }: { readonly href: string; readonly children: ComponentChildren }) => {
  const { openLink } = useChat();
  return (
    <a
      href={href}
      title={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      onClick={(event) => {
        // With a key the browser does as it always does; in a frame of a widget it does nothing.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        openLink(href);
      }}
    >
      {children}
    </a>
  );
};

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
  if (part.kind === "link") return <LinkView href={part.href}>{inside}</LinkView>;
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

const CodeView = ({ language, text }: { readonly language: string; readonly text: string }) => {
  const { copy } = useChat();
  const pieces = useMemo(() => highlight(text, language), [text, language]);
  return (
    <figure class="chat-block" dir="ltr">
      <figcaption class="chat-block__head tfx-small">
        <span class="tfx-clip">{language === "" ? t("code.plain") : language}</span>
        <IconButton icon={CopyIcon} label={t("code.copy")} size="small" tip="none" onClick={() => copy(text)} />
      </figcaption>
      <pre tabIndex={0} aria-label={language === "" ? t("code.plain") : t("code.of", { language })}>
        <code>
          {pieces.map((piece, index) =>
            piece.kind === "plain" ? (
              piece.text
            ) : (
              <span key={index} class={`chat-code-${piece.kind}`}>
                {piece.text}
              </span>
            ),
          )}
        </code>
      </pre>
    </figure>
  );
};

const BlockView = ({ block, self }: { readonly block: Block; readonly self: ParticipantId }) => {
  if (block.kind === "rule") return <hr class="chat-rule" />;
  if (block.kind === "code") return <CodeView language={block.language} text={block.text} />;
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
