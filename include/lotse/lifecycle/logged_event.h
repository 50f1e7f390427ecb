// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LoggedEvent: an event in a log of many leads, as plain data.
//
//   {"lead_id": "L-1", "event": {"id": "E-17", "event": "accept",
//    "occurred_at": "2026-11-23T09:00:00Z",
//    "actor": {"kind": "person", "role": "sales"}}}
#ifndef LOTSE_LIFECYCLE_LOGGED_EVENT_H_
#define LOTSE_LIFECYCLE_LOGGED_EVENT_H_

#include <string>

#include "lotse/base/fields.h"
#include "lotse/lifecycle/lead_event.h"

namespace lotse {

struct LoggedEvent {
  // The lead that it happened to. Required.
  std::string lead_id;
  LeadEvent event;

  static constexpr auto Fields() {
    return FieldList(Field{1, "lead_id", &LoggedEvent::lead_id},
                     Field{2, "event", &LoggedEvent::event});
  }
};

}  // namespace lotse

#endif  // LOTSE_LIFECYCLE_LOGGED_EVENT_H_
