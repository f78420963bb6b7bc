import { wholeWords, wordsWith } from "@/features/pre-send/rules/whole-words";
import { daysAround } from "@/features/pre-send/rules/written-dates";

/** A file that is with the text. */
export const attached = wholeWords(
  "(?<!\\b(?:how|so|very|too|quite|rather|deeply|really|be|becom\\p{L}+|became|gr[eo]w\\p{L}*|" +
    "g[eo]t|getting|feel|felt|I[’']m|I am|we[’']re|you[’']re) )at{1,2}at?ched(?! (?:at|by|with|" +
    "on|near|over|under|above|along|between|to (?!(?:this|the) (?:message|e-?mail|mail|note))))|" +
    "(?:I|I am|I[’']m|we|^\\s*) ?at{1,2}ach(?:ing)?|(?:see|in|as|an?|the|this|both|two|three|" +
    "my) (?:\\p{L}+ )?at{1,2}achments?(?! (?:size|limit|field|button|icon|option))|" +
    "enclosed (?:is|are|you|please)|(?:is|are|find|[’']ve|have|the) enclosed(?! (?:by|in|with|on|" +
    "garden|space|area))|annex(?:ed)? to this|appended|herewith|PFA|(?:with|to) this (?:e-?mail|" +
    "mail|message) (?:are|is|I[’']m sending|comes?|you)|(?:add|put|includ|send|find|" +
    "com)\\p{L}* [^,]{0,40}(?:with|to) this (?:e-?mail|mail|message)",
);

/** No file, one that was asked for, the reader's own, or one that comes another day. */
export const notAttached = wholeWords(
  "no|not|nothing|\\p{L}{1,10}n[’']t|without an?|your attach(?:ment|ed)|(?:to|in|" +
    "from) your (?:last )?(?:e?mail|message)|you(?:[’']ve)? (?:have |just )?(?:attached|wrote|" +
    "sent|re-?attached)|attachments? (?:you|from|in your)|(?<=^\\s*)(?:if|when|once)|(?:could|" +
    "can|would) you …(?:send|attach|add|resend|forward|put)|(?:was|were|had|came) attached|" +
    "always|usually|(?<=^\\s*)(?:just )?(?:send|mail|forward)|please (?:re)?(?:send|attach|add)|" +
    "thank(?:s| you) for|(?:will|[’']ll|can) (?:then |also )?(?:send|attach|be|add|follow|come)|" +
    "(?:open|got|receiv)\\p{L}* the|(?<!(?:for|by|before) )tomorrow(?![’']s)|next (?:e-?mail|" +
    "mail|message)",
);

/** Something that is late. WHEN is a day or what was agreed, SPAN a stretch of time, NOT a no. */
export const late = wordsWith(
  {
    WHEN:
      `${daysAround("en")}|` +
      "(?:the )?weekend|the (?:start|middle|end)|(?:the )?\\d+(?:st|nd|rd|th)|(?:in|on) time|" +
      "as (?:agreed|planned|promised)",
    SPAN: "(?:hours?|days?|weeks?|months?)",
    NOT: "(?:(?:wo|ca|is|are|do|did|could|have|has)n[’']t|cannot|not|unable)",
  },
  "(?<!was )(?:delay(?:ed|s|ing)?|postpon\\p{L}*)|held up|reschedul\\p{L}*|hold-?up|setback|" +
    "(?:running|am|I[’']m|we[’']re|fall\\p{L}*|bit|little|somewhat|while|SPAN) (?:late|later|" +
    "behind|over|longer)|(?:be|is|are|come|comes|arrive|arrives) (?:\\p{L}+ )?late|" +
    "behind (?:schedule|with|on)|(?:mov|push|shift|extend|chang)\\p{L}* (?:\\S+ ){1,3}(?:date|" +
    "deadline|delivery|launch|handover|release)|push\\p{L}* …(?:back|out)|(?:mov|push|shift|slip|" +
    "slid)\\p{L}* (?:to|into|by) (?:\\S+ ){0,2}(?:WHEN|SPAN)|(?:is|are|has|have|date) (?:moves?|" +
    "moved|slips?|slipped)|was due|(?:date|deadline) …NOT …(?:kept|met)|NOT …(?:ready|done|" +
    "finish\\p{L}*|completed?|there yet)|won[’']t (?:have|manage)|NOT …(?:make|manage|meet|keep|" +
    "hold|hit|promise|do) (?:\\S+ )?(?:WHEN|deadline|date)|(?:NOT (?:before|until)|" +
    "(?<=^\\s*)not) (?:\\S+ )?WHEN|NOT …(?:deliver|send|get|see|receive|arrive|com\\p{L}*|reach|" +
    "follow|hand|launch|happen|work|realistic|possible|be (?:with you|online|live|up|there|able|" +
    "in)|go (?:live|online|out)) …WHEN|WHEN …(?:NOT|no longer|too) …(?:realistic|possible|doable|" +
    "happen|work out|optimistic|tight)|(?:later|longer) than (?:planned|said|promised|agreed|" +
    "expected|thought|hoped|usual|I|we|it)|(?<!^\\s*an? )SPAN more|(?:more|extra) (?:time|SPAN)|" +
    "bear with me|has to wait|(?:need|tak|give)\\p{L}* …(?:longer|until|till)|" +
    "another (?:\\S+ )?SPAN|still need …SPAN|SPAN (?:after|past) (?:the|our)|NOT …(?:in|on) time|" +
    "NOT as far|WHEN (?:instead|now|at the earliest)|out of time|slower than|(?:instead of|" +
    "rather than) (?:\\S+ )?WHEN|only …(?:ready|finished|done|send|deliver|have|get|reach|arrive|" +
    "come) …WHEN|miss\\p{L}* (?:\\S+ ){1,3}(?:deadline|date|slot)",
);

/** Why it is late. */
export const reason = wholeWords(
  "because|since(?! yesterday| last| \\p{L}+day)|due to|owing to|caused by|(?<!soon )as (?:the|" +
    "my|a|I|we)(?! (?:agreed|discussed|promised|said|planned|hoped|wrote|told))|the reason|" +
    "so (?:I|we) (?:had|have)|waiting for|broken?|broke|ill|sick|flu|fever|hospital|failed|" +
    "crashed|missing|lost|stolen",
);

/** Something that is not late, might be, or is the reader's. */
export const notLate = wholeWords(
  "no (?:delay|later)|not (?:be |been )?(?:delayed|late|postponed)|n[’']t be (?:late|delayed)|" +
    "without (?:a |any )?delay|if|unless|in case|otherwise|call|meeting|late reply|thanks?|" +
    "do you|opens?|payment|invoice|sorry for the wait",
);

/** What reads as blunt to whoever pays: insults, blame, impatience, orders, "not my problem". */
export const blunt = wholeWords(
  "stupid\\p{L}*|dumb|idioti?c?s?|ridiculous|moron(?:s|ic)?|pathetic|incompeten\\p{L}*|" +
    "clueless|laughable|nonsense|silly|childish|lazy(?!.load)|ignoran\\p{L}*|amateurish|bloody|" +
    "hopeless|unprofessional|useless|worthless|whin(?:e|ing)|moan(?:ing)?|half a brain|" +
    "common sense|(?:is|are|of|total|complete|utter|such|this) (?:rubbish|garbage|trash|a joke|" +
    "ugly)|(?:as|like) I(?:[’']ve| have)? …(?:already|previously|repeatedly|before|twice|again|" +
    "just) …(?:said|told|wrote|mentioned|explained)|(?:as|like) I(?:[’']ve| have)? (?:said|told|" +
    "wrote|mentioned|explained) …(?:already|before|twice|again)|like I said|told you …(?:times|" +
    "twice|already|before)|per my (?:last|previous) (?:email|message|mail)|for the (?:third|last|" +
    "\\p{L}+th) time|repeat myself|how (?:many times|often) (?:do|must|have|should) I|" +
    "how (?:hard|difficult) (?:can|is) (?:it|that)|is it (?:really )?(?:so|that) (?:hard|" +
    "difficult)|too much to ask|what the (?:hell|heck|fuck)|(?:not|hardly|" +
    "isn[’']t) my (?:problem|fault|job|business|concern)|none of (?:my|your) business|(?:that|" +
    "this|it)(?:[’']s| is) …your (?:own )?(?:problem|fault|mess)|your own (?:problem|fault)|" +
    "you (?:clearly|obviously|apparently|people|failed to|know nothing)|(?:obviously|frankly|" +
    "honestly),? you|you (?:\\p{L}+ )?have no (?:\\p{L}+ )?(?:idea|clue|taste|sense|eye)|" +
    "you (?:can|ca|could|do|did)n[’'o]t (?:even|bother|listen|get it|\\p{L}+ a simple)|" +
    "you never (?:listen|read|answer|understand|learn)|even you (?:can|could|will)|(?:do|did|can|" +
    "have) you even|bother(?:ed)? (?:to|reading)|(?:people|someone) like you|" +
    "you should know (?:better|that by now)|you should have (?:known|read|told|said|thought|" +
    "checked|listened|asked)|I don[’']t care|couldn[’']t care|who cares|calm down|shut up|" +
    "grow up|wake up|hurry up|get (?:over it|a grip|real)|deal with it|whatever you say|(?:it|" +
    "that) out yourself|leave me alone|stop (?:wasting|bothering|complaining|asking|being|acting|" +
    "pestering)|read (?:my|the) (?:email|message)s? again|read …(?:properly|before you (?:ask|" +
    "complain|reply|write))|do your (?:job|homework)|use your (?:head|brain|eyes)|open your eyes|" +
    "mind your own|make up your mind|wast\\p{L}* …time|(?:time|patience) for (?:your|this)|" +
    "better things to do|what (?:part of (?!the|your)|did you expect|were you thinking)|" +
    "wrong with you|who do you think|with all due respect|how dare you|(?:sick|tired|" +
    "enough) of (?:you|this|your)|fed up|on my nerves|rocket science|(?:child|toddler|year-old|" +
    "beginner|fool|monkey) (?:could|can|would|knows)|are you (?:even |really )?(?:serious|" +
    "kidding|listening|blind|deaf|joking)|can[’']t you (?:even|just|read|see|understand)|(?:your|" +
    "this|that|it)(?:[’']s)? …(?:is|are|was|[’']s) (?:\\p{L}+ )?(?:awful|terrible|horrible|" +
    "hideous|dreadful|pointless|a mess|a disaster|an embarrassment)|(?:the|your) worst(?! case|" +
    " part)|pointless|you …(?:haven|don|didn|can)[’']t …(?:understand|understood|read|listen|" +
    "listened|know what)|if you(?:[’']d| had) (?:\\p{L}+ )?(?:read|listened|paid|looked|bothered|" +
    "thought)|stop \\p{L}+ing (?:me|my|everyone|around|about)|just (?:do (?:as|what|it)|pay|read|" +
    "sign|decide)|(?:won[’']t|not going to|done|refuse to|tired of) …(?:argu|discuss|explain|" +
    "repeat|babysit|chas)\\p{L}*|unbelievable(?=[.!?])|can[’']t believe (?:you|I have to)|" +
    "[’']s sake|you(?:[’']re| are) (?:\\p{L}+ )?(?:impossible|difficult|annoying|the worst|" +
    "a pain|being)|don[’']t be (?:so )?(?:difficult|dramatic|cheap)|do what(?:ever)? you (?:like|" +
    "want)|think before|try (?:reading|thinking|listening)|thanks for nothing|" +
    "good luck with that|no wonder you|ashamed|be (?:glad|grateful) (?:I|that I)|" +
    "my (?:grandmother|dog|kid)|not your (?:slave|secretary|servant|babysitter|mother)|(?:not|" +
    "n[’']t) (?:that|so) (?:hard|difficult|complicated)|so (?:hard|difficult|complicated) about|" +
    "clearly,? you|into your head|off my back|stingy|I told you so|do you (?:really|seriously|" +
    "honestly) (?:think|expect)|do you think I|you expect me|time to (?:explain|chase|teach|" +
    "babysit)|you keep \\p{L}+ing|you (?:always|constantly) (?:change|complain|want|ask|forget)|" +
    "your (?:constant|endless)|lousy|sloppy|shoddy|foolish|fools?|liar|cheapskate|arrogant|" +
    "outrageous|unacceptable|inexcusable|disgrace\\p{L}*|shameful|babysit\\p{L}*|pain in the|" +
    "(?:last|final) (?:warning|chance)|you[’']d better|take it or leave it|end of (?:story|" +
    "discussion)|(?<=^|[.!?]\\s)(?:seriously|learn to)|right mind|of your mind|finally (?:send|" +
    "answer|pay|decide|read)|once and for all|enough is enough|enough already|had enough of|" +
    "my patience|out of patience|already (?:told you|explained (?:this|that|it)|answered (?:this|" +
    "that)|said (?:this|that|so))|mind reader|not a (?:charity|magician|robot)|(?:more|" +
    "else) do you want|must be (?:joking|kidding|blind|dreaming)|give me a break|spare me|" +
    "oh,? please|nobody asked|(?:expert|designer|professional) here|leave …to (?:people|" +
    "professionals|experts|those)|ignor\\p{L}* (?:me|my)|at least (?:try|read|look|open)|" +
    "can[’']t afford|too (?:slow|cheap|blind|proud) to|only client|act together|on earth|" +
    "makes no sense|have to explain|n[’']t interest me|the last time I(?:[’']m|[’']ll| will)|" +
    "child made|be serious|beyond you|your …(?:looks|reads|sounds) (?:cheap|awful|terrible|" +
    "horrible|ugly|dated)|absolutely no|nobody cares|can you not \\p{L}+|too (?:hard|difficult|" +
    "complicated) for you|wouldn[’']t know|stick to|eyesore|manners|you lot|bother me|" +
    "n[’']t you (?:ever|get|understand|read)|still (?:don|haven)[’']t (?:get|got|understood)|" +
    "attention span|get lost(?=[.!])|annoying (?:client|question)|in your head|(?:bad|terrible|" +
    "awful|poor|horrible) taste|what a (?:waste|joke|mess)|can[’']t even|for once|amateurs?|" +
    "like a (?:child|baby|toddler)|spoil(?:ed|t)|ungrateful|being rude|insulting|" +
    "disrespect\\p{L}*|damn|freaking|the hell|sucks|piss\\p{L}*|do I (?:really )?(?:have|" +
    "need) to (?:explain|spell|remind|draw)|why (?:do|should) I (?:bother|even)|dream on|" +
    "forget it(?=[.!])|tough(?: luck)?(?=[.!])|annoyed (?:with|by|at) you",
);

/** An apology. */
export const apology = wholeWords(
  "(?<!(?:say|saying|the|a|be|being) )sorry(?! to hear)|apolog\\p{L}+|forgive me|regret|my bad",
);

/** What takes an apology back, in the same sentence or at the start of the next. */
export const turn = wholeWords(
  "(?<!nothing )but|however|although|though|still|then again|it[’']s just that",
);

/** What puts it on somebody else, on much work, or on nobody. */
export const blame = wholeWords(
  "(?<!(?:my|own|our) )fault|not my fault|blame|because you|you (?:didn[’']t(?! do)|did not|" +
    "never|should have|could have|forgot|approved|only)|(?:no one|nobody) (?:told|said|" +
    "is perfect)|(?:so|too|very|really|incredibly) busy|(?:so|too) much (?:work|to do|going on)|" +
    "happens? to|things happen|mistakes happen|only human|swamped|on my plate|my (?:computer|" +
    "laptop|internet)|it was (?:the|my) …(?:who|that)|I (?:only|thought you)|(?:not|" +
    "n[’']t) (?:\\p{L}+ )?(?:on |up to )?me|my (?:control|hands)|to be fair|in my defen[cs]e",
);

/** Short words that are written in capitals to be louder. Other short ones may be a name: NASA, IKEA. */
export const loud = wholeWords(
  "NOT|NO|NOW|MUST|STOP|VERY|ALL|ONLY|STILL|EVERY|YOU|YOUR|READ|ANY|WHY|HELP|NEED|WANT|HAVE|" +
    "MUCH|MORE|MOST|ONE|TWO|BOTH|EACH|SAME|SO|TOO|YES|EVER|NEVER|FINAL|LAST|FIRST|BEST|HUGE|" +
    "GREAT|LOVE|LATE|SOON|THIS|THAT|HOW|WHAT|DONE|AGAIN|HATE|FREE|BLUE|FOUR|FIVE|WOW|BAD|BIG|" +
    "WRONG|RIGHT|" +
    daysAround("en").toUpperCase(),
  "u",
);
