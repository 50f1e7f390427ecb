// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Database, Transaction and Row.
#include "examples/embedded_crm/sqlite_database.h"

#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"

namespace lotse::crm {
namespace {

// How long a connection waits for another one that writes.
constexpr int kBusyMilliseconds = 30000;

}  // namespace

bool Row::IsNull(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

int64_t Row::Integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string Row::Text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  return size == 0 ? std::string()
                   : std::string(static_cast<const char*>(bytes),
                                 static_cast<size_t>(size));
}

Instant Row::Time(int column) const {
  return Instant::FromMicros(Integer(column));
}

absl::StatusOr<std::unique_ptr<Database>> Database::Open(
    const std::string& path) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(
      path.c_str(), &handle,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
      nullptr);
  std::unique_ptr<Database> database(new Database(handle));
  if (code != SQLITE_OK) return database->Error(code);
  sqlite3_busy_timeout(handle, kBusyMilliseconds);
  LOTSE_RETURN_IF_ERROR(
      database->Execute("PRAGMA journal_mode = WAL;"
                        "PRAGMA foreign_keys = ON;"
                        "PRAGMA secure_delete = ON;"));
  return database;
}

absl::Status Database::Execute(const char* sql) {
  return Error(sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr));
}

absl::StatusOr<int64_t> Database::Run(const std::string& sql,
                                      const std::vector<SqlValue>& parameters) {
  LOTSE_RETURN_IF_ERROR(Query(sql, parameters, [](const Row&) {}));
  return sqlite3_changes64(handle_.get());
}

absl::Status Database::Query(const std::string& sql,
                             const std::vector<SqlValue>& parameters,
                             absl::FunctionRef<void(const Row&)> each) {
  LOTSE_ASSIGN_OR_RETURN(sqlite3_stmt * statement, Prepare(sql, parameters));
  int code = sqlite3_step(statement);
  for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
    each(Row(statement));
  }
  const absl::Status status =
      code == SQLITE_DONE ? absl::OkStatus() : Error(code);
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  return status;
}

absl::Status Database::Checkpoint() {
  return Error(sqlite3_wal_checkpoint_v2(
      handle_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr));
}

absl::StatusOr<sqlite3_stmt*> Database::Prepare(
    const std::string& sql, const std::vector<SqlValue>& parameters) {
  auto& kept = statements_[sql];
  if (kept == nullptr) {
    sqlite3_stmt* statement = nullptr;
    LOTSE_RETURN_IF_ERROR(Error(sqlite3_prepare_v2(handle_.get(), sql.data(),
                                                   static_cast<int>(sql.size()),
                                                   &statement, nullptr)));
    kept.reset(statement);
  }
  int index = 0;
  for (const SqlValue& parameter : parameters) {
    ++index;
    int code = SQLITE_OK;
    if (const auto* n = std::get_if<int64_t>(&parameter.value_)) {
      code = sqlite3_bind_int64(kept.get(), index, *n);
    } else if (const auto* text = std::get_if<std::string>(&parameter.value_)) {
      code = sqlite3_bind_text64(kept.get(), index, text->data(), text->size(),
                                 SQLITE_TRANSIENT, SQLITE_UTF8);
    } else if (const auto* blob = std::get_if<Blob>(&parameter.value_)) {
      code = sqlite3_bind_blob64(kept.get(), index, blob->bytes.data(),
                                 blob->bytes.size(), SQLITE_TRANSIENT);
    } else {
      code = sqlite3_bind_null(kept.get(), index);
    }
    LOTSE_RETURN_IF_ERROR(Error(code));
  }
  return kept.get();
}

absl::Status Database::Error(int code) const {
  if (code == SQLITE_OK) return absl::OkStatus();
  // Names of tables and columns, never a bound value.
  const std::string message = absl::StrCat(
      "sqlite: ", handle_ == nullptr ? sqlite3_errstr(code)
                                     : sqlite3_errmsg(handle_.get()));
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return absl::UnavailableError(message);
    case SQLITE_CONSTRAINT:
      return absl::FailedPreconditionError(message);
    default:
      return absl::InternalError(message);
  }
}

absl::StatusOr<Transaction> Transaction::Write(Database* database) {
  LOTSE_RETURN_IF_ERROR(database->Execute("BEGIN IMMEDIATE"));
  return Transaction(database);
}

absl::StatusOr<Transaction> Transaction::Read(Database* database) {
  LOTSE_RETURN_IF_ERROR(database->Execute("BEGIN"));
  return Transaction(database);
}

Transaction::~Transaction() {
  // SQLite may have rolled back by itself; then there is nothing to do.
  if (database_ != nullptr) database_->Execute("ROLLBACK").IgnoreError();
}

absl::Status Transaction::Commit() {
  LOTSE_RETURN_IF_ERROR(database_->Execute("COMMIT"));
  database_ = nullptr;
  return absl::OkStatus();
}

}  // namespace lotse::crm
