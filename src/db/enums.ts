// The enums of the schema, as types: nobody writes their members down again.
import type * as generated from "./generated/enums";

export type Actor = generated.Actor;
export type AnswerDoubt = generated.AnswerDoubt;
export type AssignmentDateKind = generated.AssignmentDateKind;
export type CaseOutcome = generated.CaseOutcome;
export type Channel = generated.Channel;
export type ComplaintAbout = generated.ComplaintAbout;
export type EmailPurpose = generated.EmailPurpose;
export type FollowUpKind = generated.FollowUpKind;
export type HiddenFor = generated.HiddenFor;
export type GoodwillKind = generated.GoodwillKind;
export type Holder = generated.Holder;
export type HeldFor = generated.HeldFor;
export type InboundRoute = generated.InboundRoute;
export type LedgerKind = generated.LedgerKind;
export type RequestKind = generated.RequestKind;
export type QuietReason = generated.QuietReason;
export type SignOffOutcome = generated.SignOffOutcome;
export type StudioTask = generated.StudioTask;
export type SuppressionCause = generated.SuppressionCause;
export type Transport = generated.Transport;
export type UpdateFrequency = generated.UpdateFrequency;
export type Verdict = generated.Verdict;
