// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// AssignmentRequest: a lead needs an owner in some role. ResolvedRequest: the
// same with what the rules found in the lead's facts.
//
// A request is resolved where the facts are (Router::Resolve: for each lead by
// itself, on any thread); what comes out has no facts in it, goes to the one
// place that assigns, and may wait there.
//
//   AssignmentRequest request;
//   request.lead_id = "L-1";
//   request.role = "sales";
//   request.requested_at = now;
#ifndef LOTSE_ROUTING_ASSIGNMENT_REQUEST_H_
#define LOTSE_ROUTING_ASSIGNMENT_REQUEST_H_

#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/time.h"

namespace lotse {

struct AssignmentRequest {
  // Required.
  std::string lead_id;
  // Unset: a private person, or unknown.
  std::string company_id;
  // The owner role that is asked for, such as "sales". Required.
  std::string role;
  // Why, such as "transferred", "recalled" or "demoted"; repeated in results.
  std::string reason;
  // Who had the lead in this role before, where the host knows it; counts
  // before what the router remembers. Unset: unknown.
  std::string previous_owner;
  // People who must not get it, such as those who gave it back.
  std::vector<std::string> excluded;
  // When it was asked. With lead_id and role it names the request: the same
  // again gives the same person, a later one takes the lead from its owner, an
  // earlier one is out of date. Requests are served in this order. Required.
  Instant requested_at;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "lead_id", &AssignmentRequest::lead_id},
        Field{2, "company_id", &AssignmentRequest::company_id},
        Field{3, "role", &AssignmentRequest::role},
        Field{4, "reason", &AssignmentRequest::reason},
        Field{5, "previous_owner", &AssignmentRequest::previous_owner},
        Field{6, "excluded", &AssignmentRequest::excluded},
        Field{7, "requested_at", &AssignmentRequest::requested_at});
  }
};

// One rule that applies to the lead.
struct RuleMatch {
  // Id of the rule.
  std::string rule;
  // The person it names, for rules with an owner fact. Others: unset.
  std::string owner;
  // All skills that the person needs.
  std::vector<std::string> skills;
  // The language they must speak. Unset: any.
  std::string language;

  static constexpr auto Fields() {
    return FieldList(Field{1, "rule", &RuleMatch::rule},
                     Field{2, "owner", &RuleMatch::owner},
                     Field{3, "skills", &RuleMatch::skills},
                     Field{4, "language", &RuleMatch::language});
  }
};

struct ResolvedRequest {
  AssignmentRequest request;
  // In the order of the spec. Empty: no rule applies.
  std::vector<RuleMatch> rules;
  // Ids of the territories that the lead lies in, in the order of the spec.
  std::vector<std::string> territories;

  static constexpr auto Fields() {
    return FieldList(Field{1, "request", &ResolvedRequest::request},
                     Field{2, "rules", &ResolvedRequest::rules},
                     Field{3, "territories", &ResolvedRequest::territories});
  }
};

}  // namespace lotse

#endif  // LOTSE_ROUTING_ASSIGNMENT_REQUEST_H_
