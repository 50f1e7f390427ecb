// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "benchmarks/lifecycle_job.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace lotse {
namespace {

Value TextValue(const char* text) {
  Value value;
  value.kind = std::string(text);
  return value;
}

Facts CardLead(Instant created_at) {
  Facts facts;
  facts.lead.id = "L-1";
  facts.lead.channel = "reply_card";
  facts.lead.created_at = created_at;
  facts.lead.answers.push_back({"budget", TextValue("planned"), created_at});
  Person& person = facts.persons.emplace_back();
  person.id = "P-1";
  person.attributes = {{"email", TextValue("someone@example.com"), {}, ""},
                       {"job_level", TextValue("head"), {}, ""}};
  facts.company.emplace();
  facts.company->id = "C-1";
  facts.company->attributes = {{"name", TextValue("Example Ltd"), {}, ""}};
  return facts;
}

// Who raises an event, and why.
struct Voice {
  const char* event;
  const char* role;
  const char* reason;
};
constexpr Voice kVoices[] = {
    {"call_needed", "marketing", ""},
    {"verified", "call_agent", ""},
    {"wrong_data", "call_agent", ""},
    {"checked", "marketing", ""},
    {"transfer", "marketing", ""},
    {"nurture", "marketing", ""},
    {"accept", "sales", ""},
    {"reject", "sales", "no_need"},
    {"requalify", "marketing", ""},
    {"promote", "sales", ""},
    {"propose", "sales", ""},
    {"negotiate", "sales", ""},
    {"demote", "sales", "no_budget"},
    {"lose", "sales", "price"},
    {"recycle", "marketing", ""},
    {"resume", "marketing", ""},
    {"reopen", "marketing", ""},
    {"offer_sample", "sales", ""},
    {"offer_meeting", "marketing", ""},
};

const char* WayOf(absl::string_view from, absl::string_view event) {
  for (const LifecycleWay& way : LifecycleWays()) {
    if (from == way.from && event == way.event) return way.to;
  }
  return nullptr;
}

// xorshift64*, seeded: the same job everywhere.
class Random {
 public:
  size_t Below(size_t n) {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return static_cast<size_t>((state_ * 2685821657736338717u) >> 33) % n;
  }

 private:
  uint64_t state_ = 88172645463325252u;
};

}  // namespace

const std::vector<LifecycleWay>& LifecycleWays() {
  static const auto& ways = *new std::vector<LifecycleWay>{
      {"new", "capture", "qualifying", "captured", true},
      {"qualifying", "call_needed", "verifying", "", true},
      {"verifying", "verified", "qualifying"},
      {"verifying", "wrong_data", "correcting"},
      {"qualifying", "wrong_data", "correcting"},
      {"correcting", "checked", "qualifying", "human"},
      {"qualifying", "transfer", "transferred", "handed"},
      {"nurturing", "transfer", "transferred", "handed"},
      {"qualifying", "nurture", "nurturing"},
      {"transferred", "accept", "accepted"},
      {"transferred", "reject", "rejected", "reason"},
      {"accepted", "reject", "rejected", "reason"},
      {"rejected", "requalify", "qualifying"},
      {"accepted", "promote", "discovery", "human"},
      {"discovery", "propose", "proposal"},
      {"proposal", "negotiate", "negotiation"},
      {"discovery", "negotiate", "negotiation"},
      {"negotiation", "propose", "proposal"},
      {"discovery", "demote", "qualifying", "human_with_reason"},
      {"proposal", "demote", "qualifying", "human_with_reason"},
      {"negotiation", "demote", "qualifying", "human_with_reason"},
      {"discovery", "lose", "lost", "reason"},
      {"proposal", "lose", "lost", "reason"},
      {"negotiation", "lose", "lost", "reason"},
      {"lost", "reopen", "qualifying", "human"},
      {"qualifying", "recycle", "recycled"},
      {"nurturing", "recycle", "recycled"},
      {"rejected", "recycle", "recycled"},
      {"recycled", "resume", "nurturing"},
      {"qualifying", "offer_sample", "qualifying", "", true},
      {"nurturing", "offer_sample", "nurturing", "", true},
      {"accepted", "offer_sample", "accepted", "", true},
      {"discovery", "offer_sample", "discovery", "", true},
      {"qualifying", "offer_meeting", "qualifying", "", true},
      {"nurturing", "offer_meeting", "nurturing", "", true},
      {"accepted", "offer_meeting", "accepted", "", true},
      {"discovery", "offer_meeting", "discovery", "", true},
  };
  return ways;
}

LifecycleJob MakeLifecycleJob(size_t leads, size_t events_each) {
  // A Monday morning.
  const Instant start = Instant::FromMicros(1795420800000000);
  LifecycleJob job;
  job.facts = CardLead(start);
  job.end = start;
  Random random;
  for (size_t lead = 0; lead < leads; ++lead) {
    std::vector<LeadEvent> log;
    std::string state = "new";
    for (size_t i = 0; i < events_each; ++i) {
      LeadEvent event;
      event.id = absl::StrCat("E-", i);
      event.occurred_at = start + Duration::Minutes(static_cast<int64_t>(i));
      if (i == 0) {
        event.event = "capture";
      } else {
        // Mostly something that can be done, as people do.
        const Voice* voice = nullptr;
        for (int attempt = 0; attempt < 8; ++attempt) {
          voice = &kVoices[random.Below(std::size(kVoices))];
          if (WayOf(state, voice->event) != nullptr) break;
        }
        event.event = voice->event;
        event.actor = {ActorKind::kPerson, "u-1", voice->role};
        event.reason = voice->reason;
      }
      if (const char* to = WayOf(state, event.event)) state = to;
      job.end = std::max(job.end, event.occurred_at);
      log.push_back(std::move(event));
    }
    job.logs.push_back(std::move(log));
    job.ends.push_back(std::move(state));
  }
  return job;
}

}  // namespace lotse
