// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// All sentences of the pipeline page, English and German, in one place.
//
// German takes the noun in the plural only: "Leads", and after "von" in the
// dative: "von 10 Datensätzen".
#ifndef LOTSE_SRC_REPORT_PIPELINE_PHRASES_H_
#define LOTSE_SRC_REPORT_PIPELINE_PHRASES_H_

#include "lotse/report/pipeline_page.h"
#include "lotse/report/pipeline_report.h"
#include "src/report/page_phrasing.h"

namespace lotse::pipeline_phrases {

// What a record is called: many of them, after "von", and one of them.
struct NounPhrases {
  PipelineNoun noun;
  Phrase many;
  Phrase of_many;
  Phrase one;
};
inline constexpr NounPhrases kNouns[] = {{PipelineNoun::kRecord,
                                          {"records", "Datensätze"},
                                          {"records", "Datensätzen"},
                                          {"record", "Datensatz"}},
                                         {PipelineNoun::kLead,
                                          {"leads", "Leads"},
                                          {"leads", "Leads"},
                                          {"lead", "Lead"}},
                                         {PipelineNoun::kOpportunity,
                                          {"opportunities", "Opportunities"},
                                          {"opportunities", "Opportunities"},
                                          {"opportunity", "Opportunity"}},
                                         {PipelineNoun::kContact,
                                          {"contacts", "Kontakte"},
                                          {"contacts", "Kontakten"},
                                          {"contact", "Kontakt"}}};

// What a fact is called, and what a report without it cannot say.
struct FactPhrases {
  PipelineFact fact;
  Phrase label;
  Phrase cost;
};
inline constexpr FactPhrases kFacts[] = {
    {PipelineFact::kCreated,
     {"entry", "Eingang"},
     {"no response times, no ages", "keine Reaktionszeiten, kein Alter"}},
    {PipelineFact::kFirstWorked,
     {"first work", "erste Bearbeitung"},
     {"no response times", "keine Reaktionszeiten"}},
    {PipelineFact::kLastWorked, {"last work", "letzte Bearbeitung"}, {}},
    {PipelineFact::kClosed,
     {"closing", "Abschluss"},
     {"no time to win or loss", "keine Dauer bis Gewinn oder Verlust"}},
    {PipelineFact::kState,
     {"state", "Status"},
     {"no states", "keine Verteilung auf den Status"}},
    {PipelineFact::kStateSince,
     {"since when in the state", "seit wann im Status"},
     {"time in a state is only known as an upper bound",
      "Verweildauer im Status nur als Obergrenze"}},
    {PipelineFact::kStageEntered, {"stage entered", "Phase erreicht"}, {}},
    {PipelineFact::kOutcome, {"outcome", "Ergebnis"}, {}},
    {PipelineFact::kChannel,
     {"channel", "Kanal"},
     {"no yield by channel", "kein Ertrag je Kanal"}},
    {PipelineFact::kValue, {"value", "Wert"}, {"no amounts", "keine Beträge"}},
    {PipelineFact::kOwner,
     {"person in charge", "Zuständigkeit"},
     {"unknown how many have nobody in charge",
      "unbekannt, wie viele niemandem gehören"}}};
// Where there is no entry, but a first work to count from.
inline constexpr Phrase kNoEntryCost = {
    "no response times; ages count from the first work",
    "keine Reaktionszeiten; das Alter zählt ab der ersten Bearbeitung"};

inline constexpr Phrase kTitle = {"Pipeline report", "Pipeline-Bericht"};
inline constexpr Phrase kSubtitle = {"$0: $1 $2", "$0: $1 $2"};
inline constexpr Phrase kPeriod = {", $0 to $1", ", $0 bis $1"};
inline constexpr Phrase kAsOf = {", as of $0", ", Stand $0"};

// The sentence to remember.
inline constexpr Phrase kHeadNone = {"There is not one record in this export",
                                     "Dieser Export enthält keinen Datensatz"};
inline constexpr Phrase kHeadAllUnworked = {
    "Hardly any of the $0 was ever worked on",
    "Fast keinen der $0 hat je jemand bearbeitet"};
inline constexpr Phrase kHeadUnworked = {
    "About $0 of $1 $2 were never worked on",
    "Etwa $0 von $1 $2 hat nie jemand bearbeitet"};
inline constexpr Phrase kHeadFewUnworked = {
    "$0 of $1 $2 were never worked on",
    "$0 von $1 $2 hat nie jemand bearbeitet"};
inline constexpr Phrase kHeadResponse = {
    "Half of the $0 that were worked on had waited $1 or longer",
    "Die Hälfte der bearbeiteten $0 wartete $1 oder länger"};
inline constexpr Phrase kHeadOld = {
    "About $0 of $1 open $2 are older than $3 days",
    "Etwa $0 von $1 offenen $2 sind älter als $3 Tage"};
inline constexpr Phrase kHeadFewOld = {
    "$0 of $1 open $2 are older than $3 days",
    "$0 von $1 offenen $2 sind älter als $3 Tage"};
inline constexpr Phrase kHeadWon = {"$0 of 100 decided $1 were won",
                                    "Von 100 entschiedenen $1 wurden $0 "
                                    "gewonnen"};
inline constexpr Phrase kHeadWonOfAll = {"$0 of 100 $1 were won",
                                         "Von 100 $1 wurden $0 gewonnen"};
inline constexpr Phrase kHeadLittle = {
    "$0 $1, and the export says little about them",
    "$0 $1, über die der Export wenig sagt"};

// Figures at the top.
inline constexpr Phrase kFigureUnworked = {"never worked on", "nie bearbeitet"};
inline constexpr Phrase kFigureResponse = {
    "until first worked on (median)", "bis zur ersten Bearbeitung (Median)"};
inline constexpr Phrase kFigureOld = {"of the open ones older than $0 days",
                                      "der offenen älter als $0 Tage"};
inline constexpr Phrase kFigureWon = {"of the decided ones won",
                                      "der entschiedenen gewonnen"};
inline constexpr Phrase kFigureWonOfAll = {"of all won", "von allen gewonnen"};
inline constexpr Phrase kFigureOpenValue = {"waits in open $0",
                                            "liegen in offenen $0"};
inline constexpr Phrase kFigureWonValue = {"won", "gewonnen"};
inline constexpr Phrase kFigureRecords = {"$0", "$0"};

// Outcomes.
inline constexpr Phrase kOutcomesTitle = {"What becomes of them",
                                          "Was daraus wird"};
inline constexpr Phrase kFunnelWorked = {
    "Of $0 $1, $2 were worked on and $3 won so far",
    "Von $0 $1 wurden $2 bearbeitet und bisher $3 gewonnen"};
inline constexpr Phrase kFunnel = {"Of $0 $1, $2 were won so far",
                                   "Von $0 $1 wurden bisher $2 gewonnen"};
inline constexpr Phrase kBarAll = {"all", "alle"};
inline constexpr Phrase kBarNeverWorked = {"never", "nie"};
inline constexpr Phrase kBarWorked = {"worked on", "bearbeitet"};
inline constexpr Phrase kBarDecided = {"decided", "entschieden"};
inline constexpr Phrase kWon = {"won", "gewonnen"};
inline constexpr Phrase kLost = {"lost", "verloren"};
inline constexpr Phrase kOpen = {"open", "offen"};
inline constexpr Phrase kNotWon = {"not won", "nicht gewonnen"};
inline constexpr Phrase kUnknown = {"unknown", "unbekannt"};
inline constexpr Phrase kNotWonNote = {
    "Not won: lost or still open; the export does not tell which.",
    "Nicht gewonnen: verloren oder noch offen; der Export sagt nicht, was."};

// Never worked on.
inline constexpr Phrase kUnworkedTitle = {"Never worked on", "Nie bearbeitet"};
inline constexpr Phrase kUnworkedNone = {"Every one of them was worked on",
                                         "Alle wurden bearbeitet"};
inline constexpr Phrase kUnworkedAged = {
    "$0 $1 without any work; half of them came in $2 ago or earlier",
    "$0 $1 ohne jede Bearbeitung; die Hälfte davon ist $2 alt oder älter"};
inline constexpr Phrase kUnworked = {"$0 $1 without any work",
                                     "$0 $1 ohne jede Bearbeitung"};
inline constexpr Phrase kUnworkedByDates = {
    "Counted: not won or lost, no date of any work, and no state that says "
    "otherwise.",
    "Gezählt: weder gewonnen noch verloren, kein Datum einer Bearbeitung und "
    "kein Status, der anderes sagt."};
inline constexpr Phrase kUnworkedByState = {
    "Counted: the state still says new. The export has no dates of work.",
    "Gezählt: Der Status lautet noch auf neu. Der Export enthält kein Datum "
    "einer Bearbeitung."};
inline constexpr Phrase kLostUnworked = {
    "Lost without a date of any work: $0.",
    "Verloren, ohne dass eine Bearbeitung vermerkt ist: $0."};
inline constexpr Phrase kAgeUnknown = {"age unknown", "Alter unbekannt"};
inline constexpr Phrase kBand = {"$0 to $1 days", "$0 bis $1 Tage"};
inline constexpr Phrase kBandFirst = {"up to $0 days", "bis $0 Tage"};
inline constexpr Phrase kBandLast = {"over a year", "über ein Jahr"};

// Response.
inline constexpr Phrase kResponseTitle = {"Time to the first response",
                                          "Zeit bis zur ersten Reaktion"};
inline constexpr Phrase kResponse = {
    "Half waited $0 or longer, one in ten $1 or longer",
    "Die Hälfte wartete $0 oder länger, jeder zehnte Fall $1 oder länger"};
inline constexpr Phrase kResponseSameDay = {
    "Half were worked on the same day, one in ten waited $0 or longer",
    "Die Hälfte wurde am selben Tag bearbeitet, jeder zehnte Fall wartete $0 "
    "oder länger"};
inline constexpr Phrase kResponseFast = {
    "Nine in ten were worked on the same day",
    "Neun von zehn wurden am selben Tag bearbeitet"};
inline constexpr Phrase kWithinHour = {"within 1 hour", "in 1 Stunde"};
inline constexpr Phrase kWithinDay = {"within 1 day", "in 1 Tag"};
inline constexpr Phrase kWithinThreeDays = {"within 3 days", "in 3 Tagen"};
inline constexpr Phrase kLater = {"later", "später"};
inline constexpr Phrase kResponseNote = {
    "Of the $0 with both dates, in calendar time: nights and weekends count.",
    "Von den $0 mit beiden Daten, in Kalenderzeit: Nächte und Wochenenden "
    "zählen mit."};
inline constexpr Phrase kWholeDaysNote = {
    "The export has days without times of day.",
    "Der Export enthält nur Tage ohne Uhrzeit."};
inline constexpr Phrase kNegativeNote = {
    "$0 left out: worked on before they came in.",
    "$0 ausgelassen: vor dem Eingang bearbeitet."};

// Open records.
inline constexpr Phrase kOpenTitle = {"Still open", "Noch offen"};
inline constexpr Phrase kOpenAged = {
    "$0 $1 are open; half of them for $2 or longer",
    "$0 $1 sind offen; die Hälfte davon $2 oder länger"};
inline constexpr Phrase kOpenUnaged = {"$0 $1 are open", "$0 $1 sind offen"};
inline constexpr Phrase kOpenOne = {"$0 $1 is open", "$0 $1 ist offen"};
inline constexpr Phrase kOpenFrom = {"Age counts from: $0.",
                                     "Das Alter zählt ab: $0."};
inline constexpr Phrase kWithoutOwner = {
    "Open ones with nobody in charge: $0.",
    "Offene, für die niemand zuständig ist: $0."};
inline constexpr Phrase kOwnersAll = {
    "Somebody is in charge of every open one.",
    "Für alle offenen ist jemand zuständig."};

// States.
inline constexpr Phrase kStatesTitle = {"Where they stand", "Wo sie stehen"};
inline constexpr Phrase kStatesSlowest = {
    "Open ones wait longest in $0: half of them $1 or longer",
    "Am längsten warten offene in $0: die Hälfte davon $1 oder länger"};
inline constexpr Phrase kStatesLargest = {"The largest group, $1, stands in $0",
                                          "Die größte Gruppe, $1, steht in $0"};
inline constexpr Phrase kColumnState = {"State", "Status"};
inline constexpr Phrase kColumnRecords = {"All", "Alle"};
inline constexpr Phrase kColumnOpen = {"Open", "Offen"};
inline constexpr Phrase kColumnMedianAge = {"Median age", "Alter Median"};
inline constexpr Phrase kColumnMedian = {"Median", "Median"};
inline constexpr Phrase kColumnP90 = {"90 % within", "90 % in"};
inline constexpr Phrase kStateAgeSince = {
    "Time of open ones in their state, from: $0.",
    "Zeit der offenen in ihrem Status, ab: $0."};
inline constexpr Phrase kStateAgeUpper = {
    "How long open ones have been there, counted from: $0. The export does not "
    "say since when they are in their state, so it may be less.",
    "Wie lange die offenen dort stehen, gezählt ab: $0. Der Export sagt nicht, "
    "seit wann sie in ihrem Status sind; es kann also weniger sein."};
inline constexpr Phrase kNoneGiven = {"(none given)", "(nicht angegeben)"};
inline constexpr Phrase kAllOthers = {"(all others)", "(alle anderen)"};

// Ways.
inline constexpr Phrase kWaysTitle = {"How long it takes",
                                      "Wie lange es dauert"};
inline constexpr Phrase kWonAndLost = {
    "A win takes $0, a loss $1 (median)",
    "Ein Gewinn dauert $0, ein Verlust $1 (Median)"};
inline constexpr Phrase kWonTakes = {"A win takes $0 (median)",
                                     "Ein Gewinn dauert $0 (Median)"};
inline constexpr Phrase kSlowestStage = {
    "The longest stage is $0: half stay $1 or longer",
    "Die längste Phase ist $0: die Hälfte bleibt $1 oder länger"};
inline constexpr Phrase kColumnWay = {"From, to", "Von, bis"};
inline constexpr Phrase kColumnCount = {"Cases", "Fälle"};
inline constexpr Phrase kEntryToWin = {"entry to win", "Eingang bis Gewinn"};
inline constexpr Phrase kEntryToLoss = {"entry to loss", "Eingang bis Verlust"};
inline constexpr Phrase kWorkToWin = {"first work to win",
                                      "erste Bearbeitung bis Gewinn"};
inline constexpr Phrase kWorkToLoss = {"first work to loss",
                                       "erste Bearbeitung bis Verlust"};
inline constexpr Phrase kInStage = {"in $0", "in $0"};
inline constexpr Phrase kWayNegative = {
    "$0 left out: they ended before they began.",
    "$0 ausgelassen: Ende vor Beginn."};

// Channels.
inline constexpr Phrase kChannelsTitle = {"Yield by channel",
                                          "Ertrag je Kanal"};
inline constexpr Phrase kChannelsApart = {
    "$0 has a win rate of $1, $2 only $3",
    "$0 hat eine Gewinnquote von $1, $2 nur $3"};
inline constexpr Phrase kChannelsAlike = {
    "No channel wins clearly more often than another",
    "Kein Kanal gewinnt deutlich öfter als ein anderer"};
inline constexpr Phrase kChannelsFew = {
    "Too few are decided to tell the channels apart",
    "Zu wenige sind entschieden, um die Kanäle zu vergleichen"};
inline constexpr Phrase kColumnChannel = {"Channel", "Kanal"};
inline constexpr Phrase kColumnAll = {"All", "Alle"};
inline constexpr Phrase kColumnWon = {"Won", "Gewonnen"};
inline constexpr Phrase kColumnRate = {"Win rate", "Gewinnquote"};
inline constexpr Phrase kColumnRange = {"95 % interval", "95-%-Bereich"};
inline constexpr Phrase kColumnWonValue = {"Won value", "Gewonnener Wert"};
inline constexpr Phrase kColumnValueEach = {"Per $0", "Je $0"};
inline constexpr Phrase kInCurrency = {"$0, $1", "$0, $1"};
inline constexpr Phrase kRateNote = {
    "Win rate: won of all that are not open.",
    "Gewinnquote: gewonnen von allen, die nicht offen sind."};
inline constexpr Phrase kOtherCurrencies = {
    "Only amounts in $0; the others cannot be added to them.",
    "Nur Beträge in $0; die anderen lassen sich nicht dazuzählen."};
inline constexpr Phrase kRange = {"$0 to $1", "$0 bis $1"};
inline constexpr Phrase kFewNote = {
    "Few: fewer than $0 are decided, so chance may have made the rate.",
    "Wenige: Es sind weniger als $0 entschieden, die Quote kann Zufall sein."};
inline constexpr Phrase kFewMark = {"$0 (few)", "$0 (wenige)"};

// Values.
inline constexpr Phrase kValuesTitle = {"What is at stake",
                                        "Was auf dem Spiel steht"};
inline constexpr Phrase kValueOpenUnworked = {
    "$0 waits in open $1, $2 of it where nobody did anything",
    "$0 liegen in offenen $1, davon $2 ganz ohne Bearbeitung"};
inline constexpr Phrase kValueOpen = {"$0 waits in open $1",
                                      "$0 liegen in offenen $1"};
inline constexpr Phrase kValueLost = {"$0 was lost, $1 won",
                                      "$0 gingen verloren, $1 wurden "
                                      "gewonnen"};
inline constexpr Phrase kValueWon = {"$0 was won", "$0 wurden gewonnen"};
inline constexpr Phrase kValueOpenOf = {"open, never worked on",
                                        "offen, nie bearbeitet"};
inline constexpr Phrase kValueOpenOld = {"open, older than $0 days",
                                         "offen, älter als $0 Tage"};
inline constexpr Phrase kColumnAmount = {"Value", "Wert"};
inline constexpr Phrase kValueNote = {
    "$0 $1 have a value. Currencies are never added up.",
    "$0 $1 haben einen Wert. Währungen werden nie addiert."};
inline constexpr Phrase kValueNoCurrency = {
    "The export does not name the currency.",
    "Der Export nennt keine Währung."};

// Source.
inline constexpr Phrase kSourceTitle = {"What was understood of the export",
                                        "Was vom Export verstanden wurde"};
inline constexpr Phrase kReadAs = {"Read as: $0.", "Gelesen als: $0."};
inline constexpr Phrase kFactIs = {"$0 = $1", "$0 = $1"};
inline constexpr Phrase kNotFound = {"Not found: $0.", "Nicht gefunden: $0."};
inline constexpr Phrase kFactCost = {"$0 ($1)", "$0 ($1)"};
inline constexpr Phrase kBadRows = {
    "$0 rows could not be read and are missing.",
    "$0 Zeilen waren nicht lesbar und fehlen."};
inline constexpr Phrase kOtherLines = {
    "$0 lines are no records: empty, totals, or text around the table.",
    "$0 Zeilen sind keine Datensätze: leer, Summen oder Text um die Tabelle."};
inline constexpr Phrase kUnreadable = {
    "$0 cells of $1 could not be read and count as empty.",
    "$0 Zellen von $1 waren nicht lesbar und zählen als leer."};
inline constexpr Phrase kFuture = {
    "$0 came in after $1 and are left out.",
    "$0 sind erst nach dem $1 eingegangen und fehlen."};
inline constexpr Phrase kClosedInFuture = {
    "$0 are won or lost with a date after $1; their duration is unknown.",
    "$0 sind mit einem Datum nach dem $1 gewonnen oder verloren; ihre Dauer "
    "ist "
    "unbekannt."};
inline constexpr Phrase kOldExport = {
    "The newest date is $0. Ages count up to $1; with an earlier day they show "
    "the state of the export.",
    "Das neueste Datum ist der $0. Das Alter zählt bis $1; mit einem früheren "
    "Stichtag zeigt der Bericht den Stand des Exports."};
inline constexpr Phrase kNoPersons = {
    "The report knows no persons: it has no names and no figures of owners.",
    "Der Bericht kennt keine Personen: weder Namen noch Zahlen zu "
    "Zuständigen."};

}  // namespace lotse::pipeline_phrases

#endif  // LOTSE_SRC_REPORT_PIPELINE_PHRASES_H_
