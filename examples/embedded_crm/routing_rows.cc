// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ReadRouting and SwapRouting: columns by the field lists of the structs.
#include "examples/embedded_crm/routing_rows.h"

#include <algorithm>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lotse/base/fields.h"
#include "lotse/base/status_macros.h"

namespace lotse::crm {
namespace {

// A WaitingRequest without what the rules found.
struct WaitingRow {
  std::string lead_id;
  std::string company_id;
  std::string role;
  std::string reason;
  std::string previous_owner;
  std::string except_owner;
  Instant requested_at;
  Instant since;
  int64_t attempts = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "lead_id", &WaitingRow::lead_id},
                     Field{2, "company_id", &WaitingRow::company_id},
                     Field{3, "role", &WaitingRow::role},
                     Field{4, "reason", &WaitingRow::reason},
                     Field{5, "previous_owner", &WaitingRow::previous_owner},
                     Field{6, "except_owner", &WaitingRow::except_owner},
                     Field{7, "requested_at", &WaitingRow::requested_at},
                     Field{8, "since", &WaitingRow::since},
                     Field{9, "attempts", &WaitingRow::attempts});
  }
};

WaitingRow RowOf(const WaitingRequest& waiting) {
  const AssignmentRequest& request = waiting.resolved.request;
  return {request.lead_id,        request.company_id,
          request.role,           request.reason,
          request.previous_owner, absl::StrJoin(request.excluded, ""),
          request.requested_at,   waiting.since,
          waiting.attempts};
}

WaitingRequest RequestOf(const WaitingRow& row) {
  WaitingRequest waiting;
  AssignmentRequest& request = waiting.resolved.request;
  request.lead_id = row.lead_id;
  request.company_id = row.company_id;
  request.role = row.role;
  request.reason = row.reason;
  request.previous_owner = row.previous_owner;
  if (!row.except_owner.empty()) request.excluded = {row.except_owner};
  request.requested_at = row.requested_at;
  waiting.since = row.since;
  waiting.attempts = row.attempts;
  return waiting;
}

// The rows of one struct: a column for each field, of the same name.
template <typename Struct>
class RoutingTable {
 public:
  // The first `keys` fields are the key.
  RoutingTable(std::string table, size_t keys)
      : table_(std::move(table)), keys_(keys) {
    ForEachField<Struct>(
        [&](const auto& field) { columns_.push_back(field.name); });
  }

  absl::StatusOr<std::vector<Struct>> Read(Database* db) const {
    std::vector<Struct> rows;
    LOTSE_RETURN_IF_ERROR(db->Query(
        absl::StrCat("SELECT ", absl::StrJoin(columns_, ", "), " FROM ", table_,
                     " ORDER BY ", absl::StrJoin(Keys(), ", ")),
        {}, [&](const Row& row) {
          Struct& out = rows.emplace_back();
          int column = 0;
          ForEachField<Struct>([&](const auto& field) {
            ReadValue(row, column++, &(out.*field.member));
          });
        }));
    return rows;
  }

  // Writes what is in `after` and not in `before`, or the other way round.
  absl::Status Write(const std::vector<Struct>& before,
                     const std::vector<Struct>& after, Database* db) const {
    std::vector<std::string> places(columns_.size(), "?");
    const std::string erase =
        absl::StrCat("DELETE FROM ", table_, " WHERE ",
                     absl::StrJoin(Keys(), " = ? AND "), " = ?");
    const std::string insert =
        absl::StrCat("INSERT INTO ", table_, "(", absl::StrJoin(columns_, ", "),
                     ") VALUES(", absl::StrJoin(places, ", "), ")");
    for (const Struct& row : Missing(before, after)) {
      std::vector<SqlValue> key = Values(row);
      key.erase(key.begin() + static_cast<std::ptrdiff_t>(keys_), key.end());
      LOTSE_RETURN_IF_ERROR(db->Run(erase, key).status());
    }
    for (const Struct& row : Missing(after, before)) {
      LOTSE_RETURN_IF_ERROR(db->Run(insert, Values(row)).status());
    }
    return absl::OkStatus();
  }

 private:
  std::vector<std::string> Keys() const {
    return {columns_.begin(),
            columns_.begin() + static_cast<std::ptrdiff_t>(keys_)};
  }

  static auto Tied(const Struct& row) {
    return Struct::Fields()(
        [&](const auto&... field) { return std::tie(row.*field.member...); });
  }

  // Those of `rows` that `others` does not have.
  static std::vector<Struct> Missing(std::vector<Struct> rows,
                                     std::vector<Struct> others) {
    const auto less = [](const Struct& a, const Struct& b) {
      return Tied(a) < Tied(b);
    };
    std::sort(rows.begin(), rows.end(), less);
    std::sort(others.begin(), others.end(), less);
    std::vector<Struct> missing;
    std::set_difference(rows.begin(), rows.end(), others.begin(), others.end(),
                        std::back_inserter(missing), less);
    return missing;
  }

  static std::vector<SqlValue> Values(const Struct& row) {
    std::vector<SqlValue> values;
    ForEachField<Struct>([&](const auto& field) {
      const auto& value = row.*field.member;
      if constexpr (std::is_same_v<std::decay_t<decltype(value)>, Date>) {
        values.push_back(int64_t{value.days()});
      } else {
        values.push_back(value);
      }
    });
    return values;
  }

  static void ReadValue(const Row& row, int column, std::string* out) {
    *out = row.Text(column);
  }
  static void ReadValue(const Row& row, int column, int64_t* out) {
    *out = row.Integer(column);
  }
  static void ReadValue(const Row& row, int column, Instant* out) {
    *out = row.Time(column);
  }
  static void ReadValue(const Row& row, int column, Date* out) {
    *out = Date::FromDays(static_cast<int32_t>(row.Integer(column)));
  }

  const std::string table_;
  const size_t keys_;
  std::vector<std::string> columns_;
};

struct RoutingTables {
  RoutingTable<OpenAssignment> assignments{"routing_assignments", 1};
  RoutingTable<WaitingRow> waiting{"routing_waiting", 1};
  RoutingTable<PoolTurn> turns{"routing_turns", 2};
  RoutingTable<DayCount> days{"routing_days", 1};
  RoutingTable<RememberedOwner> leads{"routing_leads", 2};
  RoutingTable<RememberedOwner> companies{"routing_companies", 2};
};

const RoutingTables& Tables() {
  static const auto& tables = *new RoutingTables();
  return tables;
}

std::vector<WaitingRow> RowsOf(const std::vector<WaitingRequest>& waiting) {
  std::vector<WaitingRow> rows;
  rows.reserve(waiting.size());
  for (const WaitingRequest& request : waiting) rows.push_back(RowOf(request));
  return rows;
}

}  // namespace

absl::StatusOr<RoutingState> ReadRouting(Database* db) {
  RoutingState state;
  LOTSE_RETURN_IF_ERROR(
      db->Query("SELECT revision, tenant, spec FROM routing_state", {},
                [&](const Row& row) {
                  state.revision = row.Integer(0);
                  state.tenant = row.Text(1);
                  state.spec = row.Text(2);
                }));
  const RoutingTables& tables = Tables();
  LOTSE_ASSIGN_OR_RETURN(state.assignments, tables.assignments.Read(db));
  LOTSE_ASSIGN_OR_RETURN(const std::vector<WaitingRow> waiting,
                         tables.waiting.Read(db));
  for (const WaitingRow& row : waiting) {
    state.waiting.push_back(RequestOf(row));
  }
  const auto order = [](const WaitingRequest& w) {
    return std::tie(w.resolved.request.requested_at,
                    w.resolved.request.lead_id);
  };
  std::sort(state.waiting.begin(), state.waiting.end(),
            [&](const WaitingRequest& a, const WaitingRequest& b) {
              return order(a) < order(b);
            });
  LOTSE_ASSIGN_OR_RETURN(state.turns, tables.turns.Read(db));
  LOTSE_ASSIGN_OR_RETURN(state.days, tables.days.Read(db));
  LOTSE_ASSIGN_OR_RETURN(state.leads, tables.leads.Read(db));
  LOTSE_ASSIGN_OR_RETURN(state.companies, tables.companies.Read(db));
  return state;
}

absl::StatusOr<bool> SwapRouting(const RoutingState& before,
                                 const RoutingState& after,
                                 Instant next_retry_at, Database* db) {
  LOTSE_RETURN_IF_ERROR(
      db->Run("INSERT INTO routing_state(only_one, revision, tenant, spec) "
              "VALUES(1, 0, '', '') ON CONFLICT DO NOTHING")
          .status());
  LOTSE_ASSIGN_OR_RETURN(
      const int64_t changed,
      db->Run("UPDATE routing_state SET revision = ?, tenant = ?, spec = ?, "
              "next_retry_at = ? WHERE revision = ?",
              {after.revision, after.tenant, after.spec, next_retry_at,
               before.revision}));
  if (changed == 0) return false;
  const RoutingTables& tables = Tables();
  LOTSE_RETURN_IF_ERROR(
      tables.assignments.Write(before.assignments, after.assignments, db));
  LOTSE_RETURN_IF_ERROR(
      tables.waiting.Write(RowsOf(before.waiting), RowsOf(after.waiting), db));
  LOTSE_RETURN_IF_ERROR(tables.turns.Write(before.turns, after.turns, db));
  LOTSE_RETURN_IF_ERROR(tables.days.Write(before.days, after.days, db));
  LOTSE_RETURN_IF_ERROR(tables.leads.Write(before.leads, after.leads, db));
  LOTSE_RETURN_IF_ERROR(
      tables.companies.Write(before.companies, after.companies, db));
  return true;
}

absl::StatusOr<Instant> NextRoutingRetry(Database* db) {
  Instant next;
  LOTSE_RETURN_IF_ERROR(db->Query("SELECT next_retry_at FROM routing_state", {},
                                  [&](const Row& row) { next = row.Time(0); }));
  return next;
}

absl::StatusOr<Staff> ReadStaff(Database* db) {
  Staff staff;
  LOTSE_RETURN_IF_ERROR(
      db->Query("SELECT person_id, pool, max_open, paused FROM staff "
                "ORDER BY person_id",
                {}, [&](const Row& row) {
                  StaffMember member;
                  member.id = row.Text(0);
                  member.pools = {row.Text(1)};
                  if (!row.IsNull(2)) member.max_open = row.Integer(2);
                  member.paused = row.Integer(3) != 0;
                  staff.people.push_back(std::move(member));
                }));
  return staff;
}

}  // namespace lotse::crm
