// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DrawConsents and DrawActivities.
#include "tools/touchpoints.h"

#include <algorithm>
#include <utility>

#include "absl/strings/string_view.h"

namespace lotse::tools {
namespace {

constexpr const char* kAssets[] = {
    "whitepaper-inventur", "leitfaden-lagerverwaltung",
    "checkliste-scanner",  "referenzbericht-spedition",
    "preisliste",          "vergleich-lagersoftware"};
constexpr const char* kPages[] = {"/produkte/lagerverwaltung",
                                  "/produkte/scanner",
                                  "/referenzen",
                                  "/blog/inventur-ohne-stress",
                                  "/blog/kommissionieren",
                                  "/karriere",
                                  "/ueber-uns",
                                  "/support"};

// What a contact of the channel begins with.
const char* FirstKind(absl::string_view channel) {
  if (channel == "trade_fair") return "trade_fair_talk";
  if (channel == "webinar") return "webinar";
  if (channel == "whitepaper") return "download";
  if (channel == "newsletter") return "email_click";
  if (channel == "hotline" || channel == "referral") return "call";
  if (channel == "reply_card" || channel == "mailing_card") return "reply";
  return "form";
}

void AddDetails(const LeadTraits& lead, Activity* activity,
                SeededRandom* random) {
  const auto add = [activity](const char* key, Value value) {
    activity->attributes.push_back(MakeAttribute(key, std::move(value)));
  };
  if (activity->kind == "visit") {
    const bool prices = random->Chance(60 + lead.need / 3);
    add("page", TextValue(prices ? "/preise" : random->Pick(kPages)));
    add("minutes", IntegerValue(random->Between(1, 12)));
  } else if (activity->kind == "download") {
    add("asset", TextValue(random->Pick(kAssets)));
  } else if (activity->kind == "webinar") {
    // Some leave after a few minutes.
    add("minutes", IntegerValue(random->Chance(350) ? random->Between(2, 15)
                                                    : random->Between(25, 60)));
  } else if (activity->kind == "call" || activity->kind == "meeting" ||
             activity->kind == "trade_fair_talk") {
    if (random->Chance(700)) {
      add("minutes", IntegerValue(random->Between(3, 45)));
    }
  }
}

const char* DrawKind(const LeadTraits& lead, bool mailable,
                     SeededRandom* random) {
  struct Kind {
    const char* name;
    int64_t weight;
  };
  const int64_t serious = std::max<int64_t>(lead.need - 300, 0);
  const Kind kinds[] = {
      {"visit", 420},
      {"download", 40 + lead.curiosity / 8},
      {"webinar", 20 + lead.curiosity / 30 + lead.need / 40},
      {"form", 10 + serious / 20},
      {"reply", 5 + serious / 14},
      {"call", 5 + serious / 12},
      {"meeting", serious / 25 + (lead.urgency > 600 ? 15 : 0)},
      {"order_card", serious / 90},
      {"email_open", mailable ? 130 : 0},
      {"email_click", mailable ? 25 + lead.curiosity / 25 : 0}};
  std::vector<int64_t> weights;
  for (const Kind& kind : kinds) weights.push_back(kind.weight);
  return kinds[random->Weighted(weights)].name;
}

const char* ChannelOf(absl::string_view kind) {
  if (kind == "visit" || kind == "form" || kind == "download") {
    return "website";
  }
  if (kind == "email_open" || kind == "email_click") return "newsletter";
  if (kind == "webinar") return "webinar";
  if (kind == "trade_fair_talk") return "trade_fair";
  return "";
}

Duration Part(Duration whole, int64_t permille) {
  return Duration::Seconds(whole.micros() / 1000000 / 1000 * permille);
}

}  // namespace

Attribute MakeAttribute(const char* key, Value value, Instant since) {
  Attribute attribute;
  attribute.key = key;
  attribute.value = std::move(value);
  attribute.since = since;
  return attribute;
}

Value TextValue(std::string text) {
  Value value;
  value.kind = std::move(text);
  return value;
}

Value IntegerValue(int64_t number) {
  Value value;
  value.kind = number;
  return value;
}

std::vector<Consent> DrawConsents(const LeadTraits& lead, Instant created_at,
                                  Instant until, SeededRandom* random) {
  std::vector<Consent> consents;
  const auto add = [&](const char* purpose, const char* channel,
                       ConsentEvent event, Instant at, const char* evidence) {
    if (at > until) return;
    Consent consent;
    consent.purpose = purpose;
    consent.channel = channel;
    consent.event = event;
    consent.at = at;
    consent.wording = "2026-1";
    consent.legal_basis = "consent";
    consent.evidence = evidence;
    consents.push_back(std::move(consent));
  };
  if (random->Chance(350 + lead.curiosity / 3)) {
    add("newsletter", "email", ConsentEvent::kGiven, created_at, "web form");
    // Double opt-in: most follow the link soon, some never.
    if (random->Chance(780)) {
      const Instant confirmed =
          created_at + Duration::Minutes(random->Between(1, 600));
      add("newsletter", "email", ConsentEvent::kConfirmed, confirmed,
          "opt-in link");
      if (random->Chance(70)) {
        add("newsletter", "email", ConsentEvent::kWithdrawn,
            confirmed + Duration::Hours(random->Between(24, 2400)),
            "unsubscribe link");
      }
    }
  }
  if (random->Chance(80 + lead.need / 5)) {
    add("advertising", "phone", ConsentEvent::kConfirmed, created_at,
        "signed card");
  }
  std::stable_sort(
      consents.begin(), consents.end(),
      [](const Consent& a, const Consent& b) { return a.at < b.at; });
  return consents;
}

std::vector<Activity> DrawActivities(const LeadTraits& lead, Instant created_at,
                                     Instant until, bool mailable,
                                     SeededRandom* random) {
  std::vector<Activity> activities;
  const auto add = [&](const char* kind, Instant at) {
    if (at > until) return;
    Activity activity;
    activity.kind = kind;
    activity.occurred_at = at;
    activity.channel = ChannelOf(kind);
    AddDetails(lead, &activity, random);
    activities.push_back(std::move(activity));
  };
  add(FirstKind(kChannels[lead.channel]), created_at);
  const Duration age = Duration::Micros(until.micros() - created_at.micros());
  const int64_t drive =
      (5 * lead.need + 2 * lead.urgency + 3 * lead.curiosity) / 10;
  const int64_t bursts = random->Run(std::min<int64_t>(drive + 100, 820), 6);
  for (int64_t burst = 0; burst < bursts; ++burst) {
    // Who is in a hurry comes back lately.
    int64_t where = random->Below(1000);
    if (random->Chance(lead.urgency)) {
      where = std::max(where, random->Below(1000));
    }
    Instant at = created_at + Part(age, where);
    const int64_t steps = 1 + random->Run(620, 9);
    for (int64_t step = 0; step < steps; ++step) {
      add(DrawKind(lead, mailable, random), at);
      const int64_t seconds = random->Chance(800)
                                  ? random->Between(60, 1800)
                                  : random->Between(40000, 200000);
      at = at + Duration::Seconds(seconds);
    }
  }
  std::stable_sort(activities.begin(), activities.end(),
                   [](const Activity& a, const Activity& b) {
                     return a.occurred_at < b.occurred_at;
                   });
  return activities;
}

}  // namespace lotse::tools
