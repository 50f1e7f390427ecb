// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LeadImporter: leads from Arrow arrays (C Data Interface), without copying
// what already lies as ColumnScorer reads it.
//
//   LOTSE_ASSIGN_OR_RETURN(LeadImporter importer,
//                          LeadImporter::Make(engine.catalog(), schema));
//   LOTSE_ASSIGN_OR_RETURN(ImportedLeads leads, importer.Import(&array));
//   ColumnScorer scorer(engine.scorer(), leads.columns(), as_of, {});
//
// The schema is a struct with one column for each fact, named as a condition
// names it ("company.employees", or "employees" if only one record has it), and
// of any format that FactBinder would take a value of. Besides:
//   id                       text or integer
//   activities               list of struct<kind, occurred_at, payload facts>
//   consents                 list of struct<purpose, channel, event, at,
//                            expires_at>; event: given, confirmed, withdrawn
//   previous_category        text
//   previous_category_since  time
// A list column of activities or consents may be left out and a table attached
// instead. Integers and decimals as money are in the fact's own currency; times
// without a zone are UTC.
//
// An immutable value; const use is thread-safe.
#ifndef LOTSE_ARROW_LEAD_IMPORTER_H_
#define LOTSE_ARROW_LEAD_IMPORTER_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lotse/arrow/c_data.h"
#include "lotse/arrow/import_options.h"
#include "lotse/arrow/imported_leads.h"
#include "lotse/facts/fact_catalog.h"

namespace lotse {

class LeadImporter {
 public:
  // Reads the schema, which stays the caller's. Columns that are no facts are
  // as Schema::unknown_attributes says: refused, else not read, whatever their
  // format. Error: InvalidArgument naming the column.
  static absl::StatusOr<LeadImporter> Make(const FactCatalog& catalog,
                                           const ArrowSchema& schema,
                                           const ImportOptions& options = {});

  // Moves `*array` in, also if there is an error: it is released when the leads
  // end, or at once. Error: InvalidArgument naming the column, if the array
  // does not fit the schema or points where it must not. What does not fit the
  // type of a fact is an error of its row only.
  absl::StatusOr<ImportedLeads> Import(ArrowArray* array) const;

  // ImportedLeads::id_format of all leads that Import gives.
  std::string id_format() const;

  // Joins a table of activities: a struct as the lists above have, with a
  // column `lead` that has the ids of the leads, in their order. `*activities`
  // is moved in. Errors: InvalidArgument as above, also if the leads have no
  // ids or have activities already, or if row n names a lead that is not there
  // or comes earlier; then the leads are as before.
  absl::Status AttachActivities(const ArrowSchema& schema,
                                ArrowArray* activities,
                                ImportedLeads* leads) const;
  // The same for consents.
  absl::Status AttachConsents(const ArrowSchema& schema, ArrowArray* consents,
                              ImportedLeads* leads) const;

 private:
  struct Plan;
  explicit LeadImporter(std::shared_ptr<const Plan> plan);

  template <typename EventPlan>
  absl::Status Attach(const ArrowSchema& schema, ArrowArray* table,
                      absl::string_view path, bool attached,
                      ImportedLeads* leads) const;

  std::shared_ptr<const Plan> plan_;
};

}  // namespace lotse

#endif  // LOTSE_ARROW_LEAD_IMPORTER_H_
