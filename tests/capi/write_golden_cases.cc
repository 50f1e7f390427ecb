// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// write_golden_cases <folder>: writes the golden files from the C++ API. Run it
// after a deliberate change of results, and read the difference before it is
// committed:
//
//   build/dev/tests/capi/write_golden_cases tests/testdata/golden
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"
#include "lotse/facts/facts.h"
#include "lotse/proto/bytes.h"
#include "lotse/proto/json.h"
#include "tests/capi/golden_file.h"
#include "tests/testing/random_facts.h"
#include "tests/testing/random_source.h"
#include "tests/testing/random_spec.h"
#include "tests/testing/random_tenant.h"

namespace lotse {
namespace {

constexpr char kAsOf[] = "2026-11-23T09:00:00Z";

// Leads for the preset b2b: nothing known, a good one, an answer that ran out,
// both vetoes, consents, numbers at the edges of bands.
const char* const kB2bLeads[] = {
    R"({})",
    R"({"lead": {"id": "good", "person_id": "P-1", "channel": "trade_fair",
        "created_at": "2026-11-02T08:15:00Z",
        "attributes": {"request": "offer", "interests": ["dock", "gate"]},
        "answers": [
          {"question": "budget", "value": "planned",
           "answered_at": "2026-11-03T10:00:00Z"},
          {"question": "budget", "value": "approved",
           "answered_at": "2026-11-20T10:00:00Z"},
          {"question": "authority", "value": "decides"},
          {"question": "need", "value": "urgent"},
          {"question": "time_frame", "value": "three_months"}]},
        "persons": [
          {"id": "P-0", "attributes": {"job_level": "trainee"}},
          {"id": "P-1",
           "attributes": {"job_level": "head", "title": "Leiter EINKAUF",
                          "email_kind": "company"},
           "activities": [
             {"id": "1", "kind": "order_card",
              "occurred_at": "2026-11-10T00:00:00Z"},
             {"id": "2", "kind": "webinar", "channel": "webinar",
              "occurred_at": "2026-11-12T14:00:00Z",
              "attributes": {"minutes": 45}},
             {"id": "3", "kind": "visit",
              "occurred_at": "2026-11-22T20:00:00+01:00",
              "attributes": {"page": "/preise"}},
             {"id": "4", "kind": "visit",
              "occurred_at": "2026-11-22T20:05:00.25+01:00",
              "attributes": {"page": "/price-list"}}]}],
        "company": {"id": "C-1",
          "attributes": {"employees": 250, "industry": "manufacturing",
                         "country": "DE", "annual_revenue": "48000000 EUR"}}})",
    R"({"lead": {"id": "lapsed",
        "answers": [{"question": "budget", "value": "approved",
                     "answered_at": "2026-01-05T00:00:00Z",
                     "valid_until": "2026-11-23T09:00:00Z"}]},
        "company": {"attributes": {"employees": 49.0}}})",
    R"({"lead": {"id": "competitor", "channel": "referral"},
        "company": {"attributes": {"relationship": "competitor",
                                   "employees": 2000, "country": "CH"}}})",
    R"({"lead": {"id": "unreachable", "channel": "prize_draw"},
        "persons": [{"attributes": {"email_kind": "invalid"}}]})",
    R"({"lead": {"id": "silent"},
        "persons": [{"activities": [
          {"kind": "download", "occurred_at": "2026-08-25T09:00:00Z"},
          {"kind": "call", "occurred_at": "2026-11-24T09:00:00Z"}]}]})",
    R"({"lead": {"id": "history"},
        "company": {"attributes": [
          {"key": "employees", "value": {"integer": "9"},
           "since": "2020-01-01T00:00:00Z"},
          {"key": "employees", "value": {"integer": "10"},
           "since": "2026-11-23T09:00:00Z"},
          {"key": "employees", "value": {"integer": "5000"},
           "since": "2026-11-23T09:00:00.000001Z"}]}})",
    R"({"lead": {"id": "wrong type"},
        "company": {"attributes": {"country": "DE", "employees": "many"}}})",
    R"({"persons": [{"id": "P-1"}, {"id": "P-1"}]})",
};

// Facts that are hot from November 23, 10:00 in Berlin.
constexpr char kHotFacts[] = R"(
  "lead": {"id": "L-1", "offer": "pump", "person_id": "P-1",
    "channel": "reply_card", "created_at": "2026-11-20T08:00:00Z",
    "attributes": [{"key": "request", "value": "offer",
                    "since": "2026-11-23T09:00:00Z"}],
    "answers": [
      {"question": "budget", "value": "approved",
       "answered_at": "2026-11-23T09:00:00Z"},
      {"question": "authority", "value": "decides",
       "answered_at": "2026-11-23T09:00:00Z"},
      {"question": "need", "value": "urgent",
       "answered_at": "2026-11-23T09:00:00Z"},
      {"question": "time_frame", "value": "three_months",
       "answered_at": "2026-11-23T09:00:00Z"}]},
  "persons": [{"id": "P-1",
    "attributes": {"email": "someone@example.com", "job_level": "head"},
    "consents": [{"purpose": "contact", "channel": "phone",
                  "event": "confirmed", "at": "2026-11-20T09:00:00Z"}],
    "activities": [{"id": "A-1", "kind": "call",
                    "occurred_at": "2026-11-23T08:30:00Z",
                    "attributes": {"direction": "out",
                                   "outcome": "reached"}}]}],
  "company": {"id": "C-1",
    "attributes": {"name": "Example Ltd", "industry": "manufacturing",
                   "employees": 120}}
)";

// A lead and what happens to it; then it is looked at whenever a decision says
// so, `looks` times.
struct Story {
  const char* name;
  std::string facts;
  std::vector<const char*> events;
  int looks = 0;
};

std::vector<Story> LifecycleStories() {
  const std::string hot = absl::StrCat("{", kHotFacts, "}");
  return {
      {"won on a second try",
       hot,
       {R"({"id": "1", "event": "capture", "occurred_at": "2026-11-23T08:00:00Z"})",
        R"({"id": "2", "event": "facts_changed", "occurred_at": "2026-11-23T09:00:00Z"})",
        R"({"id": "3", "event": "assigned", "occurred_at": "2026-11-23T09:01:00Z", "owner": "u-7"})",
        R"({"id": "4", "event": "accept", "occurred_at": "2026-11-23T10:00:00Z", "actor": {"kind": "person", "id": "u-7", "role": "sales"}})",
        R"({"id": "5", "event": "promote", "occurred_at": "2026-11-23T11:00:00Z", "actor": {"kind": "person", "id": "u-7", "role": "sales"}})",
        R"({"id": "6", "event": "demote", "occurred_at": "2026-12-04T09:30:00.25Z", "reason": "no_budget", "actor": {"kind": "person", "id": "u-7", "role": "sales"}})",
        R"({"id": "6", "event": "demote", "occurred_at": "2026-12-04T09:30:00.25Z", "reason": "no_budget", "actor": {"kind": "person", "id": "u-7", "role": "sales"}})",
        R"({"id": "7", "event": "transfer", "occurred_at": "2027-01-11T09:00:00Z", "actor": {"kind": "person", "id": "u-2", "role": "marketing"}})",
        R"({"id": "8", "event": "accept", "occurred_at": "2027-01-11T13:00:00Z", "actor": {"kind": "person", "id": "u-7", "role": "sales"}})",
        R"({"id": "9", "event": "promote", "occurred_at": "2027-01-12T13:00:00Z", "actor": {"kind": "person", "id": "u-7", "role": "sales"}})",
        R"({"id": "10", "event": "win", "occurred_at": "2027-02-01T13:00:00Z", "actor": {"kind": "person", "id": "u-7", "role": "sales"}})"},
       0},
      {"nobody takes it",
       hot,
       {R"({"id": "1", "event": "capture", "occurred_at": "2026-11-23T08:00:00Z"})",
        R"({"id": "2", "event": "facts_changed", "occurred_at": "2026-11-23T09:00:00Z"})"},
       12},
      {"never confirmed",
       R"({"lead": {"id": "L-2", "channel": "website"},
           "persons": [{"id": "P-2",
                        "attributes": {"email": "other@example.com"}}]})",
       {R"({"id": "1", "event": "capture", "occurred_at": "2026-11-01T08:00:00Z"})"},
       12},
      {"old events come late, and an objection",
       hot,
       {R"({"id": "b", "event": "capture", "occurred_at": "2026-11-23T08:00:00Z", "mode": "historical"})",
        R"({"id": "a", "event": "wrong_data", "occurred_at": "2026-11-23T07:00:00Z"})",
        R"({"id": "c", "event": "wrong_data", "occurred_at": "2026-11-23T08:00:01Z", "actor": {"kind": "person", "role": "call_agent"}})",
        R"({"id": "d", "event": "checked", "occurred_at": "2026-11-23T08:00:02Z"})",
        R"({"id": "e", "to": "negotiation", "mode": "observed", "occurred_at": "2026-11-24T08:00:00Z"})",
        R"({"id": "f", "event": "object", "occurred_at": "2026-11-25T08:00:00Z", "actor": {"kind": "party"}})"},
       3}};
}

uint64_t BitsOf(double value) {
  uint64_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  return bits;
}

GoldenCase MakeCase(const Engine& engine, const Facts& facts, Instant as_of,
                    const ScoreOptions& options) {
  GoldenCase out;
  out.facts_json = proto::ToJson(facts);
  out.facts = proto::ToBytes(facts);
  out.as_of_micros = as_of.micros();
  out.language = options.language;
  out.previous_category = options.previous_category;
  out.previous_category_since_micros = options.previous_category_since.micros();
  const absl::StatusOr<ScoreReport> report =
      engine.Score(facts, as_of, options);
  if (!report.ok()) {
    const std::string message(report.status().message());
    out.status = static_cast<int32_t>(report.status().code());
    out.error_path = message.substr(0, message.find(": "));
    return out;
  }
  out.report_json = proto::ToJson(*report);
  out.report = proto::ToBytes(*report);
  out.points_nano = report->points.nano();
  out.has_probability = report->probability.has_value();
  if (out.has_probability) out.probability_bits = BitsOf(*report->probability);
  out.category = engine.scorer().FindCategory(report->category);
  const std::vector<Veto>& vetoes = engine.spec().scoring.vetoes;
  for (size_t i = 0; i < vetoes.size() && out.veto < 0; ++i) {
    if (vetoes[i].id == report->veto) out.veto = static_cast<int32_t>(i);
  }
  return out;
}

GoldenFile MakeFile(const EngineSpec& spec, const RateTable& rates,
                    const Engine& engine) {
  GoldenFile file;
  file.spec_json = proto::ToJson(spec);
  file.spec = proto::ToBytes(spec);
  for (const ExchangeRate& rate : rates.rates) {
    file.rates.push_back(
        {rate.from, rate.to, rate.date.days(), rate.rate_nano});
  }
  file.fingerprint = engine.fingerprint().ToString();
  return file;
}

absl::StatusOr<GoldenFile> MakeB2b() {
  absl::StatusOr<EngineSpec> spec = Preset("b2b");
  if (!spec.ok()) return spec.status();
  const absl::StatusOr<Engine> engine = CompileEngine(*spec);
  if (!engine.ok()) return engine.status();
  GoldenFile file = MakeFile(*spec, {}, *engine);
  file.name = "b2b";
  file.about = "the preset b2b and leads written for it";
  const Instant as_of = *Instant::Parse(kAsOf);
  for (const char* json : kB2bLeads) {
    const absl::StatusOr<Facts> facts = proto::FromJson<Facts>(json);
    if (!facts.ok()) return facts.status();
    for (const char* language : {"en", "de"}) {
      ScoreOptions options;
      options.contributions = true;
      options.language = language;
      file.cases.push_back(MakeCase(*engine, *facts, as_of, options));
    }
    // Was hot, since a day ago and since a year ago.
    for (const int64_t days : {1, 365}) {
      ScoreOptions options;
      options.contributions = true;
      options.previous_category = "hot";
      options.previous_category_since = as_of - Duration::Days(days);
      file.cases.push_back(MakeCase(*engine, *facts, as_of, options));
    }
  }
  return file;
}

absl::StatusOr<GoldenStory> Tell(const Engine& engine, const Story& story) {
  LOTSE_ASSIGN_OR_RETURN(const Facts facts,
                         proto::FromJson<Facts>(story.facts));
  GoldenStory out;
  out.name = story.name;
  out.facts_json = proto::ToJson(facts);
  out.facts = proto::ToBytes(facts);
  Decision decision;
  std::vector<LeadEvent> events;
  Instant now;
  const auto add = [&](const absl::StatusOr<Decision>& decided) {
    if (!decided.ok()) return decided.status();
    decision = *decided;
    GoldenStep& step = out.steps.emplace_back();
    step.now_micros = now.micros();
    step.decision_json = proto::ToJson(decision);
    step.decision = proto::ToBytes(decision);
    return absl::OkStatus();
  };
  for (const char* json : story.events) {
    LOTSE_ASSIGN_OR_RETURN(const LeadEvent event,
                           proto::FromJson<LeadEvent>(json));
    events.push_back(event);
    now = std::max(now, event.occurred_at);
    LOTSE_RETURN_IF_ERROR(
        add(engine.Decide(facts, decision.state, event, now)));
    out.steps.back().event_json = proto::ToJson(event);
    out.steps.back().event = proto::ToBytes(event);
  }
  for (int i = 0; i < story.looks; ++i) {
    if (decision.next_check_at == Instant()) break;
    now = decision.next_check_at;
    LOTSE_RETURN_IF_ERROR(add(engine.Tick(facts, decision.state, now)));
  }
  LOTSE_ASSIGN_OR_RETURN(const Decision replay,
                         engine.Replay(facts, events, now));
  out.replay_json = proto::ToJson(replay);
  out.replay = proto::ToBytes(replay);
  return out;
}

absl::StatusOr<GoldenFile> MakeLifecycle() {
  LOTSE_ASSIGN_OR_RETURN(const EngineSpec spec, Preset("b2b_lifecycle"));
  LOTSE_ASSIGN_OR_RETURN(const Engine engine, CompileEngine(spec));
  GoldenFile file = MakeFile(spec, {}, engine);
  file.name = "b2b_lifecycle";
  file.about = "the preset b2b_lifecycle and leads that go through it";
  for (const Story& story : LifecycleStories()) {
    LOTSE_ASSIGN_OR_RETURN(GoldenStory told, Tell(engine, story));
    file.stories.push_back(std::move(told));
  }
  return file;
}

absl::StatusOr<GoldenFile> MakeRandom(uint64_t seed) {
  RandomSource random(seed);
  const RandomTenant tenant = MakeRandomTenant(&random);
  EngineSpec spec;
  spec.tenant = absl::StrCat("random-", seed);
  spec.schema = tenant.schema;
  spec.scoring = MakeRandomSpec(tenant, &random).scoring;
  const absl::StatusOr<Engine> engine = CompileEngine(spec, {tenant.rates});
  if (!engine.ok()) return engine.status();
  GoldenFile file = MakeFile(spec, tenant.rates, *engine);
  file.name = absl::StrCat("random_", seed);
  file.about = "a random spec with every kind of condition, random leads";
  for (int i = 0; i < 8; ++i) {
    const Instant as_of = RandomInstant(tenant.as_of, &random);
    ScoreOptions options;
    options.contributions = true;
    options.language = i % 2 == 0 ? "en" : "de";
    if (!spec.scoring.categories.empty() && random.Chance(60)) {
      options.previous_category = random.Pick(spec.scoring.categories).id;
      options.previous_category_since = RandomInstant(as_of, &random);
    }
    const Facts facts = MakeRandomFacts(
        tenant, i % 4 == 3 ? FactsMode::kRich : FactsMode::kPlain, &random);
    file.cases.push_back(MakeCase(*engine, facts, as_of, options));
  }
  return file;
}

bool Write(const std::string& folder, const absl::StatusOr<GoldenFile>& file) {
  if (!file.ok()) {
    std::fprintf(stderr, "%s\n", file.status().ToString().c_str());
    return false;
  }
  const std::string path = absl::StrCat(folder, "/", file->name, ".json");
  std::ofstream stream(path, std::ios::binary);
  stream << FormatGoldenFile(*file);
  stream.close();
  if (!stream) std::fprintf(stderr, "cannot write %s\n", path.c_str());
  return static_cast<bool>(stream);
}

}  // namespace
}  // namespace lotse

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: write_golden_cases <folder>\n");
    return 2;
  }
  bool ok = lotse::Write(argv[1], lotse::MakeB2b());
  ok = lotse::Write(argv[1], lotse::MakeLifecycle()) && ok;
  for (uint64_t seed = 1; seed <= 4; ++seed) {
    ok = lotse::Write(argv[1], lotse::MakeRandom(seed)) && ok;
  }
  return ok ? 0 : 1;
}
