// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LeadImporter.
#include "lotse/arrow/lead_importer.h"

#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "arrow_type.h"
#include "event_import.h"
#include "lead_batch.h"
#include "lead_join.h"
#include "lotse/base/status_macros.h"

namespace lotse {
namespace {

// Rows of one array.
constexpr int64_t kMaxRows = std::numeric_limits<int32_t>::max();

absl::Status ErrorAt(absl::string_view path, absl::string_view message) {
  return absl::InvalidArgumentError(absl::StrCat(path, ": ", message));
}

// One column that becomes a fact.
struct FactColumn {
  size_t child = 0;
  FactSlot slot = 0;
  ColumnTarget target;
  std::string path;
};

absl::Status CheckEventLists(const ArrowType& type) {
  if (IsList(type.kind) && type.children[0].kind == ArrowKind::kStruct) {
    return absl::OkStatus();
  }
  return ErrorAt(type.name, "must be a list of structs");
}

}  // namespace

struct LeadImporter::Plan {
  explicit Plan(FactCatalog c) : catalog(std::move(c)) {}

  FactCatalog catalog;
  ImportOptions options;
  ArrowType type;
  std::vector<FactColumn> facts;
  // Indices of children.
  std::optional<size_t> id;
  std::optional<size_t> previous_category;
  std::optional<size_t> previous_category_since;
  std::optional<size_t> activities;
  std::optional<size_t> consents;
  std::optional<ActivityPlan> activity_plan;
  std::optional<ConsentPlan> consent_plan;

  absl::Status AddColumn(size_t child);
  absl::Status AddFact(size_t child);
  // The rows of a column, checked.
  absl::StatusOr<ColumnSource> Source(const ArrowArray& leads,
                                      size_t child) const;
  template <typename EventPlan>
  absl::Status ImportLists(const ArrowArray& leads, size_t child,
                           const EventPlan& plan, LeadBatch* batch) const;
};

absl::Status LeadImporter::Plan::AddColumn(size_t child) {
  const ArrowType& column = type.children[child];
  const std::pair<absl::string_view, std::optional<size_t>*> named[] = {
      {"id", &id},
      {"previous_category", &previous_category},
      {"previous_category_since", &previous_category_since},
      {"activities", &activities},
      {"consents", &consents}};
  for (const auto& [name, place] : named) {
    if (column.name != name) continue;
    if (place->has_value()) return ErrorAt(name, "stands twice");
    *place = child;
  }
  if (id == child) return CheckLeadIds(column, "id");
  if (previous_category == child || previous_category_since == child) {
    ColumnTarget target;
    target.type =
        previous_category == child ? ValueType::kText : ValueType::kTime;
    return CheckTarget(column, target, column.name);
  }
  if (activities == child) {
    LOTSE_RETURN_IF_ERROR(CheckEventLists(column));
    LOTSE_ASSIGN_OR_RETURN(
        activity_plan, ActivityPlan::Make(catalog, column.children[0], false));
    return absl::OkStatus();
  }
  if (consents == child) {
    LOTSE_RETURN_IF_ERROR(CheckEventLists(column));
    LOTSE_ASSIGN_OR_RETURN(
        consent_plan, ConsentPlan::Make(catalog, column.children[0], false));
    return absl::OkStatus();
  }
  return AddFact(child);
}

absl::Status LeadImporter::Plan::AddFact(size_t child) {
  const ArrowType& column = type.children[child];
  const bool refuse =
      catalog.unknown_attributes() == UnknownAttributes::kRefuse;
  const absl::StatusOr<FactSlot> slot = catalog.Find(column.name, refuse);
  if (!slot.ok()) {
    if (!refuse && absl::IsNotFound(slot.status())) return absl::OkStatus();
    return ErrorAt("columns", slot.status().message());
  }
  const FactDefinition& fact = catalog.fact(*slot);
  if (fact.step != SignalStep::kFact) {
    if (!refuse) return absl::OkStatus();
    return ErrorAt(
        "columns",
        absl::StrCat("\"", column.name, "\" is computed and cannot be given"));
  }
  for (const FactColumn& other : facts) {
    if (other.slot == *slot) return ErrorAt(fact.name, "stands twice");
  }
  facts.push_back({child, *slot, TargetOf(fact), fact.name});
  return CheckTarget(column, facts.back().target, fact.name);
}

absl::StatusOr<ColumnSource> LeadImporter::Plan::Source(const ArrowArray& leads,
                                                        size_t child) const {
  const ColumnSource source = {type.children[child], *leads.children[child],
                               static_cast<size_t>(leads.offset),
                               static_cast<size_t>(leads.length)};
  LOTSE_RETURN_IF_ERROR(CheckArray(source.type, source.array, source.begin,
                                   source.count, source.type.name));
  return source;
}

template <typename EventPlan>
absl::Status LeadImporter::Plan::ImportLists(const ArrowArray& leads,
                                             size_t child,
                                             const EventPlan& plan,
                                             LeadBatch* batch) const {
  LOTSE_ASSIGN_OR_RETURN(const ColumnSource source, Source(leads, child));
  if (source.count == 0) return absl::OkStatus();
  const ColumnView lists = ViewOfLists(source, &batch->buffers);
  const EventSpan span = SpanOfLists(source, lists, &batch->buffers);
  LOTSE_RETURN_IF_ERROR(plan.Check(span.source));
  plan.Import(span, options, batch);
  return absl::OkStatus();
}

LeadImporter::LeadImporter(std::shared_ptr<const Plan> plan)
    : plan_(std::move(plan)) {}

absl::StatusOr<LeadImporter> LeadImporter::Make(const FactCatalog& catalog,
                                                const ArrowSchema& schema,
                                                const ImportOptions& options) {
  auto plan = std::make_shared<Plan>(catalog);
  plan->options = options;
  LOTSE_ASSIGN_OR_RETURN(plan->type, ReadArrowType(schema));
  if (plan->type.kind != ArrowKind::kStruct) {
    return ErrorAt("columns",
                   "the schema must be a struct (\"+s\") of a column for each "
                   "fact");
  }
  for (size_t i = 0; i < plan->type.children.size(); ++i) {
    LOTSE_RETURN_IF_ERROR(plan->AddColumn(i));
  }
  return LeadImporter(std::move(plan));
}

std::string LeadImporter::id_format() const {
  return plan_->id.has_value()
             ? FormatOfLeadIds(plan_->type.children[*plan_->id])
             : std::string();
}

absl::StatusOr<ImportedLeads> LeadImporter::Import(ArrowArray* array) const {
  auto batch = std::make_unique<LeadBatch>();
  batch->arrays.emplace_back(array);
  const ArrowArray leads = *batch->arrays.front();
  LOTSE_RETURN_IF_ERROR(CheckShape(plan_->type, leads, "leads"));
  if (leads.length > kMaxRows) {
    return ErrorAt("leads", absl::StrCat("an array has at most ", kMaxRows,
                                         " rows; give several"));
  }
  const auto rows = static_cast<size_t>(leads.length);
  const ColumnSource whole = {plan_->type, leads, 0, rows};
  ColumnView structs = BeginColumn(whole, ValueType::kUnspecified);
  structs.layout = ColumnLayout::kBits;
  if (structs.validity != nullptr) {
    for (size_t row = 0; row < rows; ++row) {
      if (!structs.valid(row)) batch->AddError(row, "lead: is missing");
    }
  }
  batch->columns.rows = rows;
  batch->values.assign(plan_->catalog.size(), ColumnView());
  for (const FactColumn& column : plan_->facts) {
    LOTSE_ASSIGN_OR_RETURN(const ColumnSource source,
                           plan_->Source(leads, column.child));
    ElementFaults faults;
    batch->values[column.slot] = ImportColumn(
        source, column.target, plan_->options, &batch->buffers, &faults);
    batch->AddFaults(faults, column.target.type, column.path);
  }
  batch->columns.values = batch->values;
  if (plan_->id.has_value()) {
    LOTSE_ASSIGN_OR_RETURN(const ColumnSource source,
                           plan_->Source(leads, *plan_->id));
    ElementFaults faults;
    batch->ids = ImportLeadIds(source, &batch->buffers, &faults);
    batch->id_format = id_format();
    batch->AddFaults(faults, ValueType::kText, "id");
  }
  const auto import_previous =
      [&](std::optional<size_t> child, ValueType type,
          std::optional<ColumnView>* view) -> absl::Status {
    if (!child.has_value()) return absl::OkStatus();
    LOTSE_ASSIGN_OR_RETURN(const ColumnSource source,
                           plan_->Source(leads, *child));
    ColumnTarget target;
    target.type = type;
    ElementFaults faults;
    *view =
        ImportColumn(source, target, plan_->options, &batch->buffers, &faults);
    batch->AddFaults(faults, type, source.type.name);
    return absl::OkStatus();
  };
  LOTSE_RETURN_IF_ERROR(import_previous(
      plan_->previous_category, ValueType::kText, &batch->previous_category));
  LOTSE_RETURN_IF_ERROR(import_previous(plan_->previous_category_since,
                                        ValueType::kTime,
                                        &batch->previous_category_since));
  if (plan_->activities.has_value()) {
    LOTSE_RETURN_IF_ERROR(plan_->ImportLists(
        leads, *plan_->activities, *plan_->activity_plan, batch.get()));
  }
  if (plan_->consents.has_value()) {
    LOTSE_RETURN_IF_ERROR(plan_->ImportLists(
        leads, *plan_->consents, *plan_->consent_plan, batch.get()));
  }
  batch->SortErrors();
  return ImportedLeads(std::move(batch));
}

template <typename EventPlan>
absl::Status LeadImporter::Attach(const ArrowSchema& schema, ArrowArray* table,
                                  absl::string_view path, bool attached,
                                  ImportedLeads* leads) const {
  OwnedArrowArray owned(table);
  LeadBatch& batch = *leads->batch_;
  if (attached) {
    return ErrorAt(path, absl::StrCat("the leads have ", path, " already"));
  }
  if (!batch.ids.has_value()) {
    return ErrorAt(path, "the leads have no column id to join by");
  }
  LOTSE_ASSIGN_OR_RETURN(const ArrowType type, ReadArrowType(schema));
  const ptrdiff_t lead = type.FindChild("lead");
  if (type.kind != ArrowKind::kStruct || lead < 0) {
    return ErrorAt(path, "must be a struct with a column \"lead\"");
  }
  const auto lead_child = static_cast<size_t>(lead);
  const std::string lead_path = absl::StrCat(path, ".lead");
  LOTSE_RETURN_IF_ERROR(CheckLeadIds(type.children[lead_child], lead_path));
  LOTSE_ASSIGN_OR_RETURN(const EventPlan plan,
                         EventPlan::Make(plan_->catalog, type, true));
  const ArrowArray& array = *owned;
  LOTSE_RETURN_IF_ERROR(CheckShape(type, array, path));
  const auto count = static_cast<size_t>(array.length);
  EventSpan span = {
      {type, array, 0, count}, nullptr, batch.columns.rows, nullptr};
  LOTSE_RETURN_IF_ERROR(plan.Check(span.source));
  const ColumnSource names = {type.children[lead_child],
                              *array.children[lead_child],
                              static_cast<size_t>(array.offset), count};
  LOTSE_RETURN_IF_ERROR(
      CheckArray(names.type, names.array, names.begin, count, lead_path));
  ElementFaults unused;  // A text that is no id names no lead.
  const ColumnView ids = ImportLeadIds(names, &batch.buffers, &unused);
  LOTSE_ASSIGN_OR_RETURN(
      span.starts, JoinLeads({*batch.ids, batch.id_format, batch.columns.rows},
                             {ids, FormatOfLeadIds(names.type), count}, path,
                             &batch.buffers));
  plan.Import(span, plan_->options, &batch);
  batch.SortErrors();
  batch.arrays.push_back(std::move(owned));
  return absl::OkStatus();
}

absl::Status LeadImporter::AttachActivities(const ArrowSchema& schema,
                                            ArrowArray* activities,
                                            ImportedLeads* leads) const {
  return Attach<ActivityPlan>(schema, activities, "activities",
                              leads->columns().activities.begin != nullptr,
                              leads);
}

absl::Status LeadImporter::AttachConsents(const ArrowSchema& schema,
                                          ArrowArray* consents,
                                          ImportedLeads* leads) const {
  return Attach<ConsentPlan>(schema, consents, "consents",
                             leads->columns().consents.begin != nullptr, leads);
}

}  // namespace lotse
