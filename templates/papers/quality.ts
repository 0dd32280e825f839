// The sheet that comms can sign: how every letter stands, what it's held to, and who has read it.
import { languages } from '../../locales/languages.ts';
import { type LetterInput, wordsOf } from '../letter.ts';
import type { PaperPiece } from './index.ts';
import type { Part } from './paper.ts';

/** A letter's figures: bytes, contrasts as ratios to one, words, and a reading index (LIX). */
export type QualityRow = {
  path: string;
  bytes: { html: number };
  contrast: Record<'light' | 'dark' | 'inverted', number>;
  reading: { words: number; lix: number };
  fingerprint: string;
  reviewed: boolean;
};

/** Figures of a kit's letters. Limits are in bytes, and in words a sentence. */
export type Quality = {
  heldTo: Record<'htmlBytes' | 'encodedBytes' | 'styleBytes' | 'lix' | 'sentence', number> & {
    contrast: QualityRow['contrast'];
  };
  findings: readonly { path: string; rule: string; what: string }[];
  unreviewed: readonly string[];
  mails: readonly QualityRow[];
};

const held = (input: LetterInput, { heldTo }: Quality): Part[] => {
  const say = wordsOf(input);
  const kilobytes = (bytes: number): number => Math.round(bytes / 1024);
  const sizes = {
    html: kilobytes(heldTo.htmlBytes),
    encoded: kilobytes(heldTo.encodedBytes),
    styles: kilobytes(heldTo.styleBytes),
  };
  return [
    { kind: 'heading', text: say('kit.qa.held') },
    {
      kind: 'list',
      items: [
        say('kit.qa.held-size', sizes),
        say('kit.qa.held-contrast', heldTo.contrast),
        say('kit.qa.held-reading', { sentence: heldTo.sentence, lix: heldTo.lix }),
        say('kit.qa.held-rules'),
      ],
    },
  ];
};

const found = (input: LetterInput, { findings }: Quality): Part[] => {
  const say = wordsOf(input);
  return [
    { kind: 'heading', text: say('kit.qa.findings') },
    findings.length === 0
      ? { kind: 'text', text: say('kit.qa.none') }
      : {
          kind: 'table',
          head: [say('kit.qa.letter'), say('kit.qa.rule'), say('kit.qa.what')],
          rows: findings.map(({ path, rule, what }) => [path, rule, what]),
        },
  ];
};

const lettersTable = (input: LetterInput, { mails }: Quality): Part => {
  const say = wordsOf(input);
  return {
    kind: 'table',
    head: [
      say('kit.qa.letter'),
      say('kit.qa.size'),
      say('kit.qa.contrast'),
      say('kit.qa.words'),
      say('kit.qa.lix'),
      say('kit.qa.fingerprint'),
      say('kit.qa.reviewed'),
    ],
    rows: mails.map(({ path, bytes, contrast, reading, fingerprint, reviewed }) => [
      path,
      (bytes.html / 1024).toFixed(1),
      Math.min(contrast.light, contrast.dark, contrast.inverted).toFixed(1),
      String(reading.words),
      String(reading.lix),
      fingerprint,
      say(reviewed ? 'kit.qa.yes' : 'kit.qa.no'),
    ]),
  };
};

/** The quality sheet, in the tenant's default language, with a line to sign for each language. */
export const qualityPiece = (input: LetterInput, quality: Quality): PaperPiece => {
  const say = wordsOf(input);
  const { mails, findings, unreviewed } = quality;
  const counts = {
    letters: mails.length,
    findings: findings.length,
    unreviewed: unreviewed.length,
  };
  return {
    path: 'qa',
    locale: input.locale,
    wave: undefined,
    paper: {
      name: 'qa',
      title: say('kit.qa.title'),
      lead: say('kit.qa.lead', counts),
      parts: [
        ...held(input, quality),
        ...found(input, quality),
        { kind: 'heading', text: say('kit.qa.sign') },
        { kind: 'text', text: say('kit.qa.sign-lead') },
        {
          kind: 'table',
          tall: true,
          head: [
            say('kit.qa.language'),
            say('kit.qa.name'),
            say('kit.qa.date'),
            say('kit.qa.signature'),
          ],
          rows: input.tenant.locales.map((code) => [languages[code].name, '', '', '']),
        },
        { kind: 'heading', text: say('kit.qa.letters') },
        lettersTable(input, quality),
      ],
    },
  };
};
