// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// RunBoostLifecycle. Tables of more than 20 rows need larger limits, which must
// be set before anything of Boost is included.
#define BOOST_MPL_CFG_NO_PREPROCESSED_HEADERS
#define BOOST_MPL_LIMIT_VECTOR_SIZE 40
#define BOOST_MPL_LIMIT_MAP_SIZE 40

#include "benchmarks/peers/boost_lifecycle.h"

#include <boost/mpl/vector.hpp>
#include <boost/msm/back/state_machine.hpp>
#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>

namespace lotse {
namespace {

namespace msm = boost::msm;
using msm::front::none;
using msm::front::Row;

// A state, and an event, of each number.
template <HandState kState>
struct In : msm::front::state<> {};
template <HandEvent kEvent>
struct On {
  bool human;
  bool has_reason;
};

struct Task {
  template <typename Event, typename Machine, typename From, typename To>
  void operator()(const Event&, Machine& machine, From&, To&) {
    ++machine.tasks;
  }
};
struct Human {
  template <typename Event, typename Machine, typename From, typename To>
  bool operator()(const Event& event, Machine&, From&, To&) {
    return event.human;
  }
};
struct Reason {
  template <typename Event, typename Machine, typename From, typename To>
  bool operator()(const Event& event, Machine&, From&, To&) {
    return event.has_reason;
  }
};
struct HumanWithReason {
  template <typename Event, typename Machine, typename From, typename To>
  bool operator()(const Event& event, Machine&, From&, To&) {
    return event.human && event.has_reason;
  }
};
struct Captured {
  template <typename Event, typename Machine, typename From, typename To>
  bool operator()(const Event&, Machine& machine, From&, To&) {
    return machine.has_proof && machine.complete;
  }
};
struct Handed {
  template <typename Event, typename Machine, typename From, typename To>
  bool operator()(const Event& event, Machine& machine, From&, To&) {
    return event.human && !machine.open_deal;
  }
};

struct Table : msm::front::state_machine_def<Table> {
  using initial_state = In<kNew>;
  // clang-format off
  struct transition_table : boost::mpl::vector<
      Row<In<kNew>, On<kCapture>, In<kQualifying>, Task, Captured>,
      Row<In<kQualifying>, On<kCallNeeded>, In<kVerifying>, Task, none>,
      Row<In<kQualifying>, On<kWrongData>, In<kCorrecting>, none, none>,
      Row<In<kQualifying>, On<kTransfer>, In<kTransferred>, none, Handed>,
      Row<In<kQualifying>, On<kNurture>, In<kNurturing>, none, none>,
      Row<In<kQualifying>, On<kRecycle>, In<kRecycled>, none, none>,
      Row<In<kQualifying>, On<kOfferSample>, none, Task, none>,
      Row<In<kQualifying>, On<kOfferMeeting>, none, Task, none>,
      Row<In<kVerifying>, On<kVerified>, In<kQualifying>, none, none>,
      Row<In<kVerifying>, On<kWrongData>, In<kCorrecting>, none, none>,
      Row<In<kCorrecting>, On<kChecked>, In<kQualifying>, none, Human>,
      Row<In<kNurturing>, On<kTransfer>, In<kTransferred>, none, Handed>,
      Row<In<kNurturing>, On<kRecycle>, In<kRecycled>, none, none>,
      Row<In<kNurturing>, On<kOfferSample>, none, Task, none>,
      Row<In<kNurturing>, On<kOfferMeeting>, none, Task, none>,
      Row<In<kTransferred>, On<kAccept>, In<kAccepted>, none, none>,
      Row<In<kTransferred>, On<kReject>, In<kRejected>, none, Reason>,
      Row<In<kAccepted>, On<kReject>, In<kRejected>, none, Reason>,
      Row<In<kAccepted>, On<kPromote>, In<kDiscovery>, none, Human>,
      Row<In<kAccepted>, On<kOfferSample>, none, Task, none>,
      Row<In<kAccepted>, On<kOfferMeeting>, none, Task, none>,
      Row<In<kRejected>, On<kRequalify>, In<kQualifying>, none, none>,
      Row<In<kRejected>, On<kRecycle>, In<kRecycled>, none, none>,
      Row<In<kDiscovery>, On<kPropose>, In<kProposal>, none, none>,
      Row<In<kDiscovery>, On<kDemote>, In<kQualifying>, none, HumanWithReason>,
      Row<In<kDiscovery>, On<kLose>, In<kLost>, none, Reason>,
      Row<In<kDiscovery>, On<kOfferSample>, none, Task, none>,
      Row<In<kDiscovery>, On<kOfferMeeting>, none, Task, none>,
      Row<In<kProposal>, On<kNegotiate>, In<kNegotiation>, none, none>,
      Row<In<kDiscovery>, On<kNegotiate>, In<kNegotiation>, none, none>,
      Row<In<kNegotiation>, On<kPropose>, In<kProposal>, none, none>,
      Row<In<kProposal>, On<kDemote>, In<kQualifying>, none, HumanWithReason>,
      Row<In<kProposal>, On<kLose>, In<kLost>, none, Reason>,
      Row<In<kNegotiation>, On<kDemote>, In<kQualifying>, none, HumanWithReason>,
      Row<In<kNegotiation>, On<kLose>, In<kLost>, none, Reason>,
      Row<In<kLost>, On<kReopen>, In<kQualifying>, none, Human>,
      Row<In<kRecycled>, On<kResume>, In<kNurturing>, none, none>> {};
  // clang-format on

  // An event that no row takes is no error here.
  template <typename Machine, typename Event>
  void no_transition(const Event&, Machine&, int) {}

  bool complete = true;
  bool has_proof = true;
  bool open_deal = false;
  int tasks = 0;
};
using Machine = msm::back::state_machine<Table>;

void Send(const HandStep& step, Machine* machine) {
  switch (step.event) {
    case kCapture:
      machine->process_event(On<kCapture>{step.human, step.has_reason});
      return;
    case kCallNeeded:
      machine->process_event(On<kCallNeeded>{step.human, step.has_reason});
      return;
    case kVerified:
      machine->process_event(On<kVerified>{step.human, step.has_reason});
      return;
    case kWrongData:
      machine->process_event(On<kWrongData>{step.human, step.has_reason});
      return;
    case kChecked:
      machine->process_event(On<kChecked>{step.human, step.has_reason});
      return;
    case kTransfer:
      machine->process_event(On<kTransfer>{step.human, step.has_reason});
      return;
    case kNurture:
      machine->process_event(On<kNurture>{step.human, step.has_reason});
      return;
    case kAccept:
      machine->process_event(On<kAccept>{step.human, step.has_reason});
      return;
    case kReject:
      machine->process_event(On<kReject>{step.human, step.has_reason});
      return;
    case kRequalify:
      machine->process_event(On<kRequalify>{step.human, step.has_reason});
      return;
    case kPromote:
      machine->process_event(On<kPromote>{step.human, step.has_reason});
      return;
    case kPropose:
      machine->process_event(On<kPropose>{step.human, step.has_reason});
      return;
    case kNegotiate:
      machine->process_event(On<kNegotiate>{step.human, step.has_reason});
      return;
    case kDemote:
      machine->process_event(On<kDemote>{step.human, step.has_reason});
      return;
    case kLose:
      machine->process_event(On<kLose>{step.human, step.has_reason});
      return;
    case kRecycle:
      machine->process_event(On<kRecycle>{step.human, step.has_reason});
      return;
    case kResume:
      machine->process_event(On<kResume>{step.human, step.has_reason});
      return;
    case kReopen:
      machine->process_event(On<kReopen>{step.human, step.has_reason});
      return;
    case kOfferSample:
      machine->process_event(On<kOfferSample>{step.human, step.has_reason});
      return;
    case kOfferMeeting:
      machine->process_event(On<kOfferMeeting>{step.human, step.has_reason});
      return;
  }
}

template <HandState kState>
bool IsIn(const Machine& machine) {
  return machine.current_state()[0] ==
         msm::back::get_state_id<Machine::stt, In<kState>>::value;
}

template <int kFirst = kNew>
HandState StateOf(const Machine& machine) {
  constexpr auto kState = static_cast<HandState>(kFirst);
  if constexpr (kState == kRecycled) {
    return kRecycled;
  } else {
    return IsIn<kState>(machine) ? kState : StateOf<kFirst + 1>(machine);
  }
}

}  // namespace

HandState RunBoostLifecycle(const std::vector<HandStep>& steps) {
  Machine machine;
  machine.start();
  for (const HandStep& step : steps) Send(step, &machine);
  return StateOf(machine);
}

}  // namespace lotse
