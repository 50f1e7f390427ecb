// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "benchmarks/hand_written_lifecycle.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iterator>

namespace lotse {
namespace {

constexpr absl::string_view kStateNames[] = {
    "new",         "qualifying", "verifying", "correcting", "nurturing",
    "transferred", "accepted",   "rejected",  "discovery",  "proposal",
    "negotiation", "lost",       "recycled"};
constexpr absl::string_view kEventNames[] = {
    "capture",  "call_needed", "verified",  "wrong_data",   "checked",
    "transfer", "nurture",     "accept",    "reject",       "requalify",
    "promote",  "propose",     "negotiate", "demote",       "lose",
    "recycle",  "resume",      "reopen",    "offer_sample", "offer_meeting"};

}  // namespace

bool TakeByHand(const HandStep& step, HandLead* lead) {
  switch (lead->state) {
    case kNew:
      if (step.event != kCapture || !lead->has_proof || !lead->complete) break;
      lead->tasks += 1;
      lead->state = kQualifying;
      return true;
    case kQualifying:
      switch (step.event) {
        case kCallNeeded:
          lead->tasks += 1;
          lead->state = kVerifying;
          return true;
        case kWrongData:
          lead->state = kCorrecting;
          return true;
        case kTransfer:
          if (!step.human || lead->open_deal) return false;
          lead->state = kTransferred;
          return true;
        case kNurture:
          lead->state = kNurturing;
          return true;
        case kRecycle:
          lead->state = kRecycled;
          return true;
        case kOfferSample:
        case kOfferMeeting:
          lead->tasks += 1;
          return true;
        default:
          return false;
      }
    case kVerifying:
      if (step.event == kVerified) {
        lead->state = kQualifying;
        return true;
      }
      if (step.event != kWrongData) break;
      lead->state = kCorrecting;
      return true;
    case kCorrecting:
      if (step.event != kChecked || !step.human) break;
      lead->state = kQualifying;
      return true;
    case kNurturing:
      switch (step.event) {
        case kTransfer:
          if (!step.human || lead->open_deal) return false;
          lead->state = kTransferred;
          return true;
        case kRecycle:
          lead->state = kRecycled;
          return true;
        case kOfferSample:
        case kOfferMeeting:
          lead->tasks += 1;
          return true;
        default:
          return false;
      }
    case kTransferred:
      if (step.event == kAccept) {
        lead->state = kAccepted;
        return true;
      }
      if (step.event != kReject || !step.has_reason) break;
      lead->state = kRejected;
      return true;
    case kAccepted:
      switch (step.event) {
        case kReject:
          if (!step.has_reason) return false;
          lead->state = kRejected;
          return true;
        case kPromote:
          if (!step.human) return false;
          lead->state = kDiscovery;
          return true;
        case kOfferSample:
        case kOfferMeeting:
          lead->tasks += 1;
          return true;
        default:
          return false;
      }
    case kRejected:
      if (step.event == kRequalify) {
        lead->state = kQualifying;
        return true;
      }
      if (step.event != kRecycle) break;
      lead->state = kRecycled;
      return true;
    case kDiscovery:
    case kProposal:
    case kNegotiation:
      switch (step.event) {
        case kPropose:
          if (lead->state == kProposal) return false;
          lead->state = kProposal;
          return true;
        case kNegotiate:
          if (lead->state == kNegotiation) return false;
          lead->state = kNegotiation;
          return true;
        case kDemote:
          if (!step.human || !step.has_reason) return false;
          lead->state = kQualifying;
          return true;
        case kLose:
          if (!step.has_reason) return false;
          lead->state = kLost;
          return true;
        case kOfferSample:
        case kOfferMeeting:
          if (lead->state != kDiscovery) return false;
          lead->tasks += 1;
          return true;
        default:
          return false;
      }
    case kLost:
      if (step.event != kReopen || !step.human) break;
      lead->state = kQualifying;
      return true;
    case kRecycled:
      if (step.event != kResume) break;
      lead->state = kNurturing;
      return true;
  }
  return false;
}

std::vector<HandStep> HandSteps(const std::vector<LeadEvent>& log) {
  std::vector<HandStep> steps;
  for (const LeadEvent& event : log) {
    const auto* const name =
        std::find(std::begin(kEventNames), std::end(kEventNames), event.event);
    if (name == std::end(kEventNames)) {
      std::fprintf(stderr, "an event of the job is not in the switch\n");
      std::exit(1);
    }
    steps.push_back({static_cast<HandEvent>(name - std::begin(kEventNames)),
                     event.actor.kind == ActorKind::kPerson,
                     !event.reason.empty()});
  }
  return steps;
}

absl::string_view NameOf(HandState state) { return kStateNames[state]; }

}  // namespace lotse
