// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Database, Transaction, Row: the little of SQLite that the example needs, with
// absl::Status and without leaks.
//
//   LOTSE_ASSIGN_OR_RETURN(Transaction write, Transaction::Write(&db));
//   LOTSE_ASSIGN_OR_RETURN(int64_t changed,
//       db.Run("UPDATE t SET n = ? WHERE id = ?", {int64_t{1}, "a"}));
//   return write.Commit();                      // else it is rolled back
//
// A Database is one connection: one thread at a time. Several connections to
// one file work side by side (write-ahead log).
#ifndef LOTSE_EMBEDDED_CRM_SQLITE_DATABASE_H_
#define LOTSE_EMBEDDED_CRM_SQLITE_DATABASE_H_

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lotse/base/time.h"

namespace lotse::crm {

// Bytes, as opposed to text.
struct Blob {
  std::string bytes;
};

// A parameter of a statement.
class SqlValue {
 public:
  SqlValue(std::nullptr_t) {}                                // NOLINT
  SqlValue(int64_t n) : value_(n) {}                         // NOLINT
  SqlValue(bool b) : value_(int64_t{b}) {}                   // NOLINT
  SqlValue(const char* text) : value_(std::string(text)) {}  // NOLINT
  SqlValue(std::string text) : value_(std::move(text)) {}    // NOLINT
  SqlValue(absl::string_view text)                           // NOLINT
      : value_(std::string(text)) {}
  SqlValue(Blob blob) : value_(std::move(blob)) {}  // NOLINT
  // An unset instant is NULL.
  SqlValue(Instant t) {  // NOLINT
    if (t != Instant()) value_ = t.micros();
  }

 private:
  friend class Database;
  std::variant<std::monostate, int64_t, std::string, Blob> value_;
};

// One row of a result; valid until the next one.
class Row {
 public:
  bool IsNull(int column) const;
  int64_t Integer(int column) const;
  // Of text and of bytes.
  std::string Text(int column) const;
  // NULL: unset.
  Instant Time(int column) const;

 private:
  friend class Database;
  explicit Row(sqlite3_stmt* statement) : statement_(statement) {}
  sqlite3_stmt* statement_;
};

class Database {
 public:
  // Opens or creates the file. Deleted data is overwritten (secure_delete).
  static absl::StatusOr<std::unique_ptr<Database>> Open(
      const std::string& path);

  // Runs statements without parameters, separated by semicolons.
  absl::Status Execute(const char* sql);

  // Runs one statement; how many rows it changed. Statements are prepared once
  // and kept.
  absl::StatusOr<int64_t> Run(const std::string& sql,
                              const std::vector<SqlValue>& parameters = {});

  // Calls `each` for every row of the result. `each` must not run the same
  // statement.
  absl::Status Query(const std::string& sql,
                     const std::vector<SqlValue>& parameters,
                     absl::FunctionRef<void(const Row&)> each);

  // Empties the write-ahead log into the file, so that nothing deleted is left
  // in either. To be called outside of transactions.
  absl::Status Checkpoint();

  sqlite3* handle() { return handle_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const {
      sqlite3_finalize(statement);
    }
  };
  explicit Database(sqlite3* handle) : handle_(handle) {}

  absl::StatusOr<sqlite3_stmt*> Prepare(
      const std::string& sql, const std::vector<SqlValue>& parameters);
  absl::Status Error(int code) const;

  std::unique_ptr<sqlite3, Close> handle_;
  std::map<std::string, std::unique_ptr<sqlite3_stmt, Finalize>> statements_;
};

// Rolls back when it goes out of scope, unless it was committed.
class Transaction {
 public:
  // Waits until no other connection writes.
  static absl::StatusOr<Transaction> Write(Database* database);
  // All reads see the database as it is now.
  static absl::StatusOr<Transaction> Read(Database* database);

  Transaction(Transaction&& other) noexcept
      : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  absl::Status Commit();

 private:
  explicit Transaction(Database* database) : database_(database) {}
  Database* database_;
};

}  // namespace lotse::crm

#endif  // LOTSE_EMBEDDED_CRM_SQLITE_DATABASE_H_
