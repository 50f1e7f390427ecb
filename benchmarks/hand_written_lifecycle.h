// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The table of lifecycle_job.h as a program's own C++ code: a switch over
// numbers, as a team writes it that needs no table at run time. It knows states
// and guards, and counts tasks; no names, clocks, owners or history.
//
//   HandLead lead;
//   for (const HandStep& step : HandSteps(log)) TakeByHand(step, &lead);
//   NameOf(lead.state);                    // "qualifying"
#ifndef LOTSE_BENCHMARKS_HAND_WRITTEN_LIFECYCLE_H_
#define LOTSE_BENCHMARKS_HAND_WRITTEN_LIFECYCLE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "lotse/lifecycle/lead_event.h"

namespace lotse {

// States, events and leads are numbers and flags, as a program would have them.
enum HandState {
  kNew,
  kQualifying,
  kVerifying,
  kCorrecting,
  kNurturing,
  kTransferred,
  kAccepted,
  kRejected,
  kDiscovery,
  kProposal,
  kNegotiation,
  kLost,
  kRecycled
};
enum HandEvent {
  kCapture,
  kCallNeeded,
  kVerified,
  kWrongData,
  kChecked,
  kTransfer,
  kNurture,
  kAccept,
  kReject,
  kRequalify,
  kPromote,
  kPropose,
  kNegotiate,
  kDemote,
  kLose,
  kRecycle,
  kResume,
  kReopen,
  kOfferSample,
  kOfferMeeting
};

struct HandLead {
  HandState state = kNew;
  // What guards ask.
  bool complete = true;
  bool has_proof = true;
  bool open_deal = false;
  // How many were made.
  int tasks = 0;
};

struct HandStep {
  HandEvent event;
  // A person raises it.
  bool human;
  bool has_reason;
};

// Whether the lead takes the step.
bool TakeByHand(const HandStep& step, HandLead* lead);

// A log as steps. An event that is not in the table ends the program.
std::vector<HandStep> HandSteps(const std::vector<LeadEvent>& log);

// As the preset names it; "new" for new leads.
absl::string_view NameOf(HandState state);

}  // namespace lotse

#endif  // LOTSE_BENCHMARKS_HAND_WRITTEN_LIFECYCLE_H_
