// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DescribeBuyerStage and ReportBuyerStage.
#include "lotse/engine/describe_buyer_stage.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "lotse/condition/condition_text.h"
#include "lotse/engine/describe_score.h"
#include "src/engine/describe_operand.h"

namespace lotse {
namespace {

// A sentence in the two complete languages; $0, $1 ... are its arguments.
struct Sentence {
  const char* en;
  const char* de;

  const char* In(absl::string_view language) const {
    return language == "de" ? de : en;
  }
};

constexpr Sentence kStage = {"Buyer stage: $0.", "Kaufphase: $0."};
constexpr Sentence kUnknown = {"Buyer stage: not enough evidence.",
                               "Kaufphase: zu wenig Anhaltspunkte."};
constexpr Sentence kWhy = {" Why: $0.", " Grund: $0."};
constexpr Sentence kHeld = {
    " It is held until $0, though the evidence is no longer enough.",
    " Sie bleibt bis $0 bestehen, obwohl die Anhaltspunkte nicht mehr "
    "reichen."};
constexpr Sentence kMissing = {" Missing for \"$0\": $1.",
                               " Für „$0“ fehlt: $1."};
constexpr Sentence kOffer = {" Offer next: $0.", " Nächstes Angebot: $0."};
constexpr Sentence kOr = {" or ", " oder "};

// The three strongest are enough to read.
constexpr size_t kMostMissing = 3;

class StageDescription {
 public:
  StageDescription(const BuyerStageFinder& finder, const FactCatalog& catalog,
                   const BuyerStageResult& result, const LeadView& view,
                   Instant as_of, const BuyerStageScratch& scratch,
                   absl::string_view language)
      : finder_(finder),
        catalog_(catalog),
        result_(result),
        view_(view),
        as_of_(as_of),
        scratch_(scratch),
        language_(language) {}

  std::string Text() const {
    std::string text =
        result_.stage < 0
            ? std::string(kUnknown.In(language_))
            : absl::Substitute(kStage.In(language_), NameOf(result_.stage));
    std::string reasons;
    for (const uint32_t e : result_.reasons) {
      absl::StrAppend(&reasons, reasons.empty() ? "" : "; ", Reason(e));
    }
    if (!reasons.empty()) {
      absl::SubstituteAndAppend(&text, kWhy.In(language_), reasons);
    }
    if (result_.held) {
      const Value end{result_.since + finder_.spec().hold};
      absl::SubstituteAndAppend(&text, kHeld.In(language_),
                                DescribeValue(end, nullptr, language_));
    }
    std::string missing;
    for (size_t i = 0; i < result_.missing.size() && i < kMostMissing; ++i) {
      absl::StrAppend(&missing, missing.empty() ? "" : kOr.In(language_),
                      Label(result_.missing[i]));
    }
    if (!missing.empty()) {
      absl::SubstituteAndAppend(&text, kMissing.In(language_),
                                NameOf(result_.next_stage), missing);
    }
    if (const std::string offer = Offer(); !offer.empty()) {
      absl::SubstituteAndAppend(&text, kOffer.In(language_), offer);
    }
    return text;
  }

  BuyerStageReport Report() const {
    const std::vector<BuyerStageDefinition>& stages = finder_.spec().stages;
    BuyerStageReport report;
    if (result_.stage >= 0) {
      report.stage = stages[static_cast<size_t>(result_.stage)].id;
    }
    report.since = result_.since;
    report.held = result_.held;
    report.points = result_.total;
    for (const uint32_t e : result_.reasons) {
      report.reasons.push_back(
          {EvidenceAt(e).id, EvidenceAt(e).weight, Reason(e)});
    }
    if (result_.next_stage >= 0) {
      report.next_stage = stages[static_cast<size_t>(result_.next_stage)].id;
    }
    for (const uint32_t e : result_.missing) {
      report.missing.push_back(
          {EvidenceAt(e).id, EvidenceAt(e).weight, Label(e)});
    }
    report.missing_points = result_.missing_points;
    report.offer = Offer();
    report.text = Text();
    return report;
  }

 private:
  const BuyerStageEvidence& EvidenceAt(uint32_t e) const {
    return finder_.spec().evidence[e];
  }

  std::string NameOf(int32_t stage) const {
    const BuyerStageDefinition& definition =
        finder_.spec().stages[static_cast<size_t>(stage)];
    return definition.label.empty()
               ? definition.id
               : std::string(definition.label.In(language_));
  }

  std::string Label(uint32_t e) const {
    const BuyerStageEvidence& evidence = EvidenceAt(e);
    return evidence.label.empty() ? PrintCondition(evidence.when)
                                  : std::string(evidence.label.In(language_));
  }

  // What is unknown, denied or did not happen is no reason.
  static bool SaysSomething(const ConditionSet::Reading& reading) {
    if (const bool* yes = std::get_if<bool>(&reading.value.kind)) return *yes;
    const int64_t* const count = std::get_if<int64_t>(&reading.value.kind);
    if (count != nullptr && *count == 0) {
      return reading.slot != ConditionSet::Reading::kNoSlot;
    }
    return !reading.value.missing();
  }

  // The label and what was read: "Talked to us (meeting: once)".
  std::string Reason(uint32_t e) const {
    std::string facts;
    for (const ConditionSet::Reading& reading : finder_.conditions().ReadingsOf(
             e, view_, as_of_, scratch_.conditions)) {
      if (!SaysSomething(reading)) continue;
      absl::StrAppend(&facts, facts.empty() ? "" : ", ",
                      DescribeReading(reading, catalog_, language_));
    }
    return facts.empty() ? Label(e) : absl::StrCat(Label(e), " (", facts, ")");
  }

  std::string Offer() const {
    return std::string(finder_.OfferOf(result_.stage).In(language_));
  }

  const BuyerStageFinder& finder_;
  const FactCatalog& catalog_;
  const BuyerStageResult& result_;
  const LeadView& view_;
  const Instant as_of_;
  const BuyerStageScratch& scratch_;
  const absl::string_view language_;
};

}  // namespace

std::string DescribeBuyerStage(const BuyerStageFinder& finder,
                               const FactCatalog& catalog,
                               const BuyerStageResult& result,
                               const LeadView& view, Instant as_of,
                               const BuyerStageScratch& scratch,
                               absl::string_view language) {
  return StageDescription(finder, catalog, result, view, as_of, scratch,
                          language)
      .Text();
}

BuyerStageReport ReportBuyerStage(const BuyerStageFinder& finder,
                                  const FactCatalog& catalog,
                                  const BuyerStageResult& result,
                                  const LeadView& view, Instant as_of,
                                  const BuyerStageScratch& scratch,
                                  absl::string_view language) {
  return StageDescription(finder, catalog, result, view, as_of, scratch,
                          language)
      .Report();
}

}  // namespace lotse
