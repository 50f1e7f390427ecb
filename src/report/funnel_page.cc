// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FunnelPage: words and tables; the pictures are in funnel_pictures.cc.
#include "lotse/report/funnel_page.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/report/funnel_pictures.h"
#include "src/report/markup.h"
#include "src/report/page_words.h"

namespace lotse {
namespace {

constexpr char kStyle[] = R"css(
:root { --ink: #1d2733; --soft: #5d6b7a; --line: #dfe5eb; --blue: #0072b2; }
* { box-sizing: border-box; }
body { margin: 0; background: #f3f5f8; color: var(--ink);
  font: 14px/1.4 "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
main { max-width: 900px; margin: 0 auto; padding: 18px 26px 10px; }
h1 { font-size: 23px; margin: 0 0 2px; }
h2 { font-size: 14.5px; margin: 0 0 8px; }
p { margin: 0; }
.sub { color: var(--soft); }
.cards { display: grid; grid-template-columns: repeat(5, 1fr); gap: 10px;
  margin: 12px 0; }
.card, section { background: #fff; border: 1px solid var(--line);
  border-radius: 8px; }
.card { padding: 7px 12px 8px; }
.card b { display: block; font-size: 21px; line-height: 1.25; }
.card span { color: var(--soft); font-size: 12px; }
section { padding: 11px 14px 10px; margin-bottom: 10px; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 10px; }
.two table { align-self: start; }
.states { gap: 0 28px; }
svg { display: block; width: 100%; height: auto; }
svg text { font-family: inherit; }
table { border-collapse: collapse; width: 100%; font-size: 12.5px; }
th { color: var(--soft); font-weight: normal; text-align: left;
  border-bottom: 1px solid var(--line); }
td, th { padding: 1.5px 8px 1.5px 0; }
.n { text-align: right; font-variant-numeric: tabular-nums; }
.note { color: var(--soft); font-size: 12px; margin-top: 6px; }
@media (max-width: 640px) { .two, .cards { grid-template-columns: 1fr; } }
@media print { body { background: #fff; } main { padding: 0; } }
)css";

Markup Paragraph(const char* style, const std::string& text) {
  return Tag("p", {{"class", style}}, Text(text));
}

Markup Section(const std::string& title, const Markup& content) {
  return Tag("section", {}, Tag("h2", {}, Text(title)) + content);
}

Markup Card(const std::string& figure, const std::string& what) {
  return Tag("div", {{"class", "card"}},
             Tag("b", {}, Text(figure)) + Tag("span", {}, Text(what)));
}

Markup Row(const char* cell, const std::vector<std::string>& texts) {
  Markup row;
  for (size_t i = 0; i < texts.size(); ++i) {
    const Attributes attributes =
        i == 0 ? Attributes() : Attributes{{"class", "n"}};
    row += Tag(cell, attributes, Text(texts[i]));
  }
  return Tag("tr", {}, row);
}

// One lifecycle.
class LifecyclePart {
 public:
  LifecyclePart(const LifecycleMetrics& metrics, const PageWords& words)
      : metrics_(metrics), words_(words) {}

  Markup Build() const {
    Markup part =
        Tag("h1", {}, Text(words_.Capital(words_.Label(metrics_.label))));
    part += Paragraph("sub", absl::StrCat(words_.Number(metrics_.leads),
                                          words_.Say(" leads, ", " Leads, "),
                                          words_.Day(metrics_.began_at), " – ",
                                          words_.Day(metrics_.as_of)));
    part += Cards();
    part += Section(words_.Say("From lead to customer", "Vom Lead zum Kunden"),
                    FunnelPicture(metrics_, words_));
    part += Tag("div", {{"class", "two"}}, Loops() + HandOvers());
    part += Clocks();
    part += States();
    return part;
  }

 private:
  Markup Cards() const {
    int64_t in_time = 0, judged = 0;
    for (const ClockFigure& clock : metrics_.clocks) {
      in_time += clock.in_time.hits;
      judged += clock.in_time.of;
    }
    const FunnelStep& last = metrics_.funnel.back();
    const LoopFigures& loops = metrics_.loops;
    const double leads = static_cast<double>(metrics_.leads);
    Markup cards =
        Card(words_.Number(metrics_.leads), words_.Say("leads", "Leads"));
    cards += Card(words_.Number(loops.demoted.of),
                  words_.Say("became an opportunity", "wurden Opportunity"));
    cards += Card(
        words_.Number(last.leads),
        absl::StrCat(words_.Label(last.label), ", ",
                     words_.Percent(static_cast<double>(last.leads) / leads)));
    cards += Card(words_.Share(loops.demoted),
                  words_.Say("demoted to lead again", "wieder zum Lead"));
    cards +=
        Card(judged == 0 ? "–"
                         : words_.Percent(static_cast<double>(in_time) /
                                          static_cast<double>(judged)),
             words_.Say("of clocks met in time", "der Fristen eingehalten"));
    return Tag("div", {{"class", "cards"}}, cards);
  }

  Markup Loops() const {
    const LoopFigures& loops = metrics_.loops;
    Markup content = LoopPicture(metrics_, words_);
    if (loops.demotions > 0) {
      content += Paragraph(
          "note",
          absl::StrCat(
              words_.Say("Half of the demotions came within ",
                         "Die Hälfte der Rückstufungen kam binnen "),
              words_.Length(loops.until_demotion.median),
              words_.Say(", nine of ten within ", ", neun von zehn binnen "),
              words_.Length(loops.until_demotion.p90), ". ",
              words_.Say("Demoted once: ", "Einmal zurückgestuft: "),
              words_.Number(loops.once), words_.Say(", twice: ", ", zweimal: "),
              words_.Number(loops.twice),
              words_.Say(", more often: ", ", öfter: "),
              words_.Number(loops.more), "."));
    }
    return Section(words_.Say("Opportunities that became leads again",
                              "Opportunities, die wieder Lead wurden"),
                   content);
  }

  Markup HandOvers() const {
    Markup content = HandOverPicture(metrics_, words_);
    Markup rows = Row(
        "th",
        {words_.Say("known", "bekannt"), words_.Say("hand-overs", "Übergaben"),
         words_.Say("taken on", "angenommen"), words_.Say("median", "Median"),
         words_.Say("won", "gewonnen")});
    for (const HandOverFigure& band : metrics_.hand_overs) {
      if (band.hand_overs == 0) continue;
      rows += Row("td", {words_.Band(band), words_.Number(band.hand_overs),
                         words_.Share(band.went_on),
                         words_.Length(band.to_next.median, band.to_next.cases),
                         words_.Share(band.won)});
    }
    content += Tag("table", {}, rows);
    content += Paragraph(
        "note",
        words_.Say("Bars: of the hand-overs that became an opportunity those "
                   "that were demoted. Known: completeness of the qualifying "
                   "questions.",
                   "Balken: Anteil der Rückstufungen an den Übergaben, aus "
                   "denen eine Opportunity wurde. Bekannt: Vollständigkeit der "
                   "Qualifizierungsfragen."));
    return Section(
        words_.Say("Who went back, by what was known at the hand-over",
                   "Wer zurückging, je nach Wissen bei der Übergabe"),
        content);
  }

  Markup Clocks() const {
    return Section(words_.Say("Clocks", "Fristen"),
                   ClockPicture(metrics_, words_));
  }

  Markup States() const {
    Markup rows =
        Row("th", {words_.Say("state", "Status"), words_.Say("leads", "Leads"),
                   words_.Say("now", "jetzt"), words_.Say("median", "Median"),
                   words_.Say("9 of 10", "9 von 10")});
    Markup tables;
    size_t shown = 0, all = 0;
    for (const PlaceFigure& state : metrics_.states) all += state.leads > 0;
    Markup rest = rows;
    for (const PlaceFigure& state : metrics_.states) {
      if (state.leads == 0) continue;
      rest += Row("td", {words_.Label(state.label), words_.Number(state.leads),
                         words_.Number(state.now),
                         words_.Length(state.stay.median, state.stay.cases),
                         words_.Length(state.stay.p90, state.stay.cases)});
      if (++shown == (all + 1) / 2) {
        tables += Tag("table", {}, rest);
        rest = rows;
      }
    }
    if (shown > (all + 1) / 2) tables += Tag("table", {}, rest);
    return Section(
        words_.Say("Time in each state", "Zeit in jedem Status"),
        Tag("div", {{"class", "two states"}}, tables) +
            Paragraph("note",
                      words_.Say("Leads that were there at least once, and the "
                                 "length of stays that have ended.",
                                 "Leads, die mindestens einmal dort waren, und "
                                 "die Dauer beendeter Aufenthalte.")));
  }

  const LifecycleMetrics& metrics_;
  const PageWords& words_;
};

Markup OwnerTimesPart(const OwnerTimes& times, const PageWords& words) {
  std::string text = absl::StrCat(
      words.Say("From the first contact to the responsible person: ",
                "Vom ersten Kontakt bis zur zuständigen Person: "),
      words.Length(times.to_owner.median),
      words.Say(" (median, working time), nine of ten within ",
                " (Median, Arbeitszeit), neun von zehn binnen "),
      words.Length(times.to_owner.p90), ".");
  if (times.to_first_work.has_value()) {
    absl::StrAppend(&text,
                    words.Say(" From there to the first work: ",
                              " Von dort bis zur ersten Bearbeitung: "),
                    words.Length(times.to_first_work->median), ".");
  }
  return Paragraph("note", text);
}

}  // namespace

std::string FunnelPage(const HistoryReport& report,
                       absl::string_view language) {
  const PageWords words(language);
  Markup body;
  for (const LifecycleMetrics& metrics : report.lifecycles) {
    // A lifecycle has one step at least.
    if (metrics.leads == 0 || metrics.funnel.empty()) continue;
    body += LifecyclePart(metrics, words).Build();
  }
  if (body.html.empty()) {
    body += Paragraph("sub", words.Say("No event has reached a lead yet.",
                                       "Noch hat kein Ereignis einen Lead "
                                       "erreicht."));
  }
  if (report.owner_times.has_value()) {
    body += OwnerTimesPart(*report.owner_times, words);
  }
  body += Paragraph(
      "note",
      words.Say("Shares with their 95 % interval (Wilson); medians are exact. "
                "A breach that a timely answer withdrew is none.",
                "Anteile mit 95-%-Intervall (Wilson); Mediane sind exakt. Eine "
                "Überschreitung, die eine rechtzeitige Reaktion widerlegt hat, "
                "zählt nicht."));
  Markup head{
      "<meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\">"};
  head += Tag(
      "title", {},
      Text(words.Say("What the histories tell", "Was die Verläufe erzählen")));
  head += Markup{absl::StrCat("<style>", kStyle, "</style>")};
  return absl::StrCat(
      "<!doctype html>\n",
      Tag("html", {{"lang", words.language()}},
          Tag("head", {}, head) + Tag("body", {}, Tag("main", {}, body)))
          .html,
      "\n");
}

}  // namespace lotse
