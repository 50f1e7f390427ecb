// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// One condition on a million leads, by kind, from columns to a column of
// points: BM_ColumnCondition_Number and the like score one rule;
// BM_Naive_Number and the like are the loop that a program would have instead,
// on the same columns. Both give each lead the same points, which is checked
// before anything is measured. Leads come from a fixed seed; one value in
// twelve is missing.
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "lotse/engine/engine.h"
#include "lotse/facts/lead_columns.h"
#include "lotse/score/column_scorer.h"

namespace lotse {
namespace {

constexpr size_t kLeads = 1000000;
constexpr uint64_t kSeed = 20260401;
constexpr int64_t kDay = int64_t{86400} * 1000000;
constexpr int64_t kAsOf = int64_t{1767225600} * 1000000;
constexpr const char* kIndustries[] = {"mechanical engineering",
                                       "software",
                                       "logistics",
                                       "chemistry",
                                       "retail",
                                       "public",
                                       "health",
                                       "Gesundheit",
                                       "Bildung"};

// A column of texts with offsets and bytes.
struct Texts {
  std::vector<int32_t> offsets = {0};
  std::string bytes;

  void Add(absl::string_view text) {
    bytes.append(text.data(), text.size());
    offsets.push_back(static_cast<int32_t>(bytes.size()));
  }
  ColumnView View() const {
    ColumnView view;
    view.type = ValueType::kText;
    view.layout = ColumnLayout::kText32;
    view.offsets = offsets.data();
    view.bytes = bytes.data();
    return view;
  }
  absl::string_view at(size_t i) const {
    const auto begin = static_cast<size_t>(offsets[i]);
    return {bytes.data() + begin, static_cast<size_t>(offsets[i + 1]) - begin};
  }
};

// Numbers from 0 to 1, sizes to 1,000, nine industries, up to three interests,
// times and activities of the last 90 days, two consents.
struct Columns {
  std::vector<uint8_t> validity = std::vector<uint8_t>((kLeads + 7) / 8);
  std::vector<double> growth;
  std::vector<int64_t> employees;
  std::vector<int8_t> industry_codes;
  Texts words;
  Texts industries;
  std::vector<int32_t> interest_offsets = {0};
  Texts interests;
  std::vector<int64_t> asked_at;
  std::vector<int64_t> activity_begin = {0};
  std::vector<uint32_t> kinds;
  std::vector<int64_t> occurred_at;
  std::vector<int64_t> consent_begin = {0};
  std::vector<ConsentView> consents;

  Columns() {
    std::mt19937_64 engine(kSeed);
    const auto below = [&](size_t n) {
      return static_cast<int64_t>(engine() % n);
    };
    for (const char* word : kIndustries) words.Add(word);
    for (size_t i = 0; i < kLeads; ++i) {
      if (below(12) != 0) {
        validity[i / 8] = static_cast<uint8_t>(validity[i / 8] | 1 << i % 8);
      }
      growth.push_back(static_cast<double>(below(1000)) / 1000);
      employees.push_back(below(1000));
      industry_codes.push_back(
          static_cast<int8_t>(below(std::size(kIndustries))));
      industries.Add(words.at(static_cast<size_t>(industry_codes.back())));
      for (int64_t n = below(4); n > 0; --n) {
        interests.Add(kIndustries[below(std::size(kIndustries))]);
      }
      interest_offsets.push_back(
          static_cast<int32_t>(interests.offsets.size() - 1));
      asked_at.push_back(kAsOf - below(90 * kDay));
      for (int64_t n = below(10); n > 0; --n) {
        kinds.push_back(static_cast<uint32_t>(below(3)));
        occurred_at.push_back(kAsOf - below(90 * kDay));
      }
      activity_begin.push_back(static_cast<int64_t>(kinds.size()));
      const int64_t given = kAsOf - below(90 * kDay) - 1;
      consents.push_back({"newsletter", "email", ConsentEvent::kGiven,
                          Instant::FromMicros(given), Instant()});
      consents.push_back(
          {"newsletter", "email",
           below(2) == 0 ? ConsentEvent::kConfirmed : ConsentEvent::kWithdrawn,
           Instant::FromMicros(given + 1), Instant()});
      consent_begin.push_back(static_cast<int64_t>(consents.size()));
    }
  }

  bool valid(size_t i) const { return (validity[i / 8] >> i % 8 & 1) != 0; }
};

const Columns& TheColumns() {
  static const Columns& columns = *new Columns;
  return columns;
}

// `industry` has a dictionary, `branch` is the same in plain texts.
EngineSpec MakeSpec(const char* condition) {
  EngineSpec spec;
  const auto add = [&](const char* key, ValueType type) {
    AttributeSpec attribute;
    attribute.key = key;
    attribute.type = type;
    spec.schema.lead.push_back(attribute);
  };
  add("growth", ValueType::kNumber);
  add("employees", ValueType::kInteger);
  add("industry", ValueType::kText);
  add("branch", ValueType::kText);
  add("interests", ValueType::kList);
  add("asked_at", ValueType::kTime);
  for (const char* kind : {"visit", "download", "call"}) {
    Option option;
    option.key = kind;
    spec.schema.activity_kinds.push_back(option);
  }
  Group group;
  group.id = "rules";
  group.rules.push_back(
      {"rule", Condition::FromText(condition), Points::FromNano(1), {}});
  spec.scoring.groups.push_back(group);
  return spec;
}

// The leads as an engine's catalog has them, and what the views point to.
struct View {
  explicit View(const FactCatalog& catalog) : values(catalog.size()) {
    const Columns& c = TheColumns();
    const auto set = [&](const char* name, ColumnView view) {
      view.validity = c.validity.data();
      values[*catalog.Find(name)] = view;
    };
    words = c.words.View();
    elements = c.interests.View();
    set("growth", ColumnView::Fixed(ValueType::kNumber, ColumnLayout::kDouble,
                                    c.growth.data()));
    set("employees",
        ColumnView::Fixed(ValueType::kInteger, ColumnLayout::kInt64,
                          c.employees.data()));
    ColumnView industry = ColumnView::Fixed(
        ValueType::kText, ColumnLayout::kInt8, c.industry_codes.data());
    industry.dictionary = &words;
    industry.dictionary_rows = std::size(kIndustries);
    set("industry", industry);
    set("branch", c.industries.View());
    ColumnView interests;
    interests.type = ValueType::kList;
    interests.layout = ColumnLayout::kList32;
    interests.offsets = c.interest_offsets.data();
    interests.elements = &elements;
    set("interests", interests);
    set("asked_at", ColumnView::Fixed(ValueType::kTime, ColumnLayout::kInt64,
                                      c.asked_at.data()));
    leads.rows = kLeads;
    leads.values = values;
    leads.activities.begin = c.activity_begin.data();
    leads.activities.kinds = c.kinds.data();
    leads.activities.occurred_at = c.occurred_at.data();
    leads.consents.begin = c.consent_begin.data();
    leads.consents.entries = c.consents.data();
  }

  std::vector<ColumnView> values;
  ColumnView words;
  ColumnView elements;
  LeadColumns leads;
};

// Fills points[i] with 1 where lead i holds, else 0.
template <typename Holds>
void ScoreNaively(Holds holds, std::vector<int64_t>& points) {
  const Columns& c = TheColumns();
  points.resize(kLeads);
  for (size_t i = 0; i < kLeads; ++i) points[i] = holds(c, i) ? 1 : 0;
}

void Report(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(kLeads));
  state.counters["leads"] = static_cast<double>(kLeads);
}

// Registers the naive loop and Lotse's of one kind.
template <typename Holds>
void Add(const char* kind, const char* condition, Holds holds) {
  benchmark::RegisterBenchmark(absl::StrCat("BM_Naive_", kind).c_str(),
                               [holds](benchmark::State& state) {
                                 TheColumns();
                                 std::vector<int64_t> points;
                                 for (auto _ : state) {
                                   ScoreNaively(holds, points);
                                   benchmark::ClobberMemory();
                                 }
                                 Report(state);
                               });
  benchmark::RegisterBenchmark(
      absl::StrCat("BM_ColumnCondition_", kind).c_str(),
      [=](benchmark::State& state) {
        const Engine engine = *CompileEngine(MakeSpec(condition));
        const View view(engine.catalog());
        ColumnScorer scorer(engine.scorer(), view.leads,
                            Instant::FromMicros(kAsOf), {});
        ScoreColumns scores;
        scorer.Score(0, kLeads, &scores);
        std::vector<int64_t> expected;
        ScoreNaively(holds, expected);
        if (scores.points_nano != expected) {
          std::fprintf(stderr, "%s: the answers differ\n", kind);
          std::exit(1);
        }
        for (auto _ : state) {
          scorer.Score(0, kLeads, &scores);
          benchmark::ClobberMemory();
        }
        Report(state);
      });
}

// Each kind with the loop that a program would have for it.
[[maybe_unused]] const bool registered = [] {
  Add("Number", "growth >= 0.5", [](const Columns& c, size_t i) {
    return c.valid(i) && c.growth[i] >= 0.5;
  });
  Add("Between", "employees between 50 and 249",
      [](const Columns& c, size_t i) {
        return c.valid(i) && c.employees[i] >= 50 && c.employees[i] <= 249;
      });
  Add("IsMissing", "growth is missing",
      [](const Columns& c, size_t i) { return !c.valid(i); });
  Add("TextSet_Dictionary",
      "industry in (\"software\", \"logistics\", \"retail\")",
      [](const Columns& c, size_t i) {
        const int8_t code = c.industry_codes[i];
        return c.valid(i) && (code == 1 || code == 2 || code == 4);
      });
  Add("TextSet_Plain", "branch in (\"software\", \"logistics\", \"retail\")",
      [](const Columns& c, size_t i) {
        const absl::string_view text = c.industries.at(i);
        return c.valid(i) &&
               (text == "software" || text == "logistics" || text == "retail");
      });
  Add("Contains_Dictionary", "industry contains \"engine\"",
      [](const Columns& c, size_t i) {
        return c.valid(i) &&
               absl::StrContains(
                   c.words.at(static_cast<size_t>(c.industry_codes[i])),
                   "engine");
      });
  Add("Contains_Plain", "branch contains \"engine\"",
      [](const Columns& c, size_t i) {
        return c.valid(i) && absl::StrContains(c.industries.at(i), "engine");
      });
  // By hand of ASCII only, unlike Lotse.
  Add("Folded_Dictionary", "industry = \"gesundheit\" ignoring case",
      [](const Columns& c, size_t i) {
        return c.valid(i) &&
               absl::EqualsIgnoreCase(
                   c.words.at(static_cast<size_t>(c.industry_codes[i])),
                   "gesundheit");
      });
  Add("Folded_Plain", "branch = \"gesundheit\" ignoring case",
      [](const Columns& c, size_t i) {
        return c.valid(i) &&
               absl::EqualsIgnoreCase(c.industries.at(i), "gesundheit");
      });
  Add("ListAny", "any(interests) = \"software\"",
      [](const Columns& c, size_t i) {
        bool found = false;
        for (int32_t e = c.interest_offsets[i]; e < c.interest_offsets[i + 1];
             ++e) {
          found |= c.interests.at(static_cast<size_t>(e)) == "software";
        }
        return c.valid(i) && found;
      });
  Add("TimeWithin", "asked_at within last 30 days",
      [](const Columns& c, size_t i) {
        return c.valid(i) && c.asked_at[i] > kAsOf - 30 * kDay &&
               c.asked_at[i] <= kAsOf;
      });
  Add("Count", "count(download within 30 days) >= 2",
      [](const Columns& c, size_t i) {
        int count = 0;
        const auto end = static_cast<size_t>(c.activity_begin[i + 1]);
        for (auto a = static_cast<size_t>(c.activity_begin[i]); a < end; ++a) {
          count += c.kinds[a] == 1 && c.occurred_at[a] > kAsOf - 30 * kDay &&
                   c.occurred_at[a] <= kAsOf;
        }
        return count >= 2;
      });
  // By hand for entries that are in the order of their times.
  Add("Consent", "consent(\"newsletter\", \"email\") = \"confirmed\"",
      [](const Columns& c, size_t i) {
        ConsentEvent last = ConsentEvent::kUnspecified;
        const auto end = static_cast<size_t>(c.consent_begin[i + 1]);
        for (auto e = static_cast<size_t>(c.consent_begin[i]); e < end; ++e) {
          const ConsentView& entry = c.consents[e];
          if (entry.purpose == "newsletter" && entry.channel == "email" &&
              entry.at.micros() <= kAsOf) {
            last = entry.event;
          }
        }
        return last == ConsentEvent::kConfirmed;
      });
  return true;
}();

}  // namespace
}  // namespace lotse
