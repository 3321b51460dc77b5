#pragma once

#include "xpath/Tree.h"

#include <QString>
#include <QTimeZone>

#include <optional>
#include <variant>
#include <vector>

namespace luotsi::xpath {

/// A node of some document. `tree` is borrowed and outlives the value.
struct NodeRef
{
    const Tree *tree = nullptr;
    NodeIndex index = noNode;
    friend bool operator==(const NodeRef &, const NodeRef &) = default;
};

/// Nodes in document order (of each document) without duplicates.
using NodeSet = std::vector<NodeRef>;

/// A point in time as ODK's date functions give it: days since 1970 as a number, ISO 8601 as a text.
struct Moment
{
    qint64 milliseconds = 0; ///< since 1970-01-01T00:00 UTC
    bool dateOnly = false;   ///< local midnight, printed without a time
    bool valid = true; ///< false: no such day; NaN as a number, "Invalid Date" as a text, false as a boolean
};

/// Result of an expression: the four types of XPath 1.0 and ODK's date.
class Value
{
public:
    Value() : m_content(QString()) {}
    Value(NodeSet nodes) : m_content(std::move(nodes)) {}
    Value(bool truth) : m_content(truth) {}
    Value(double number) : m_content(number) {}
    Value(QString text) : m_content(std::move(text)) {}
    Value(Moment moment) : m_content(moment) {}

    [[nodiscard]] bool isNodes() const { return m_content.index() == 0; }
    [[nodiscard]] bool isBoolean() const { return m_content.index() == 1; }
    [[nodiscard]] bool isNumber() const { return m_content.index() == 2; }
    [[nodiscard]] bool isText() const { return m_content.index() == 3; }
    [[nodiscard]] bool isMoment() const { return m_content.index() == 4; }
    [[nodiscard]] const NodeSet &nodes() const { return std::get<0>(m_content); }
    [[nodiscard]] bool boolean() const { return std::get<1>(m_content); }
    [[nodiscard]] double number() const { return std::get<2>(m_content); }
    [[nodiscard]] const QString &text() const { return std::get<3>(m_content); }
    [[nodiscard]] const Moment &moment() const { return std::get<4>(m_content); }

private:
    std::variant<NodeSet, bool, double, QString, Moment> m_content;
};

/// Which rules a conversion follows.
enum class Dialect {
    XPath1, ///< the recommendation to the letter
    Odk     ///< and: an ISO date as a number is days since 1970
};

/// Conversions. `zone` is where a date without offset is meant. Threading: pure.
[[nodiscard]] bool toBoolean(const Value &value);
[[nodiscard]] double toNumber(const Value &value, Dialect dialect, const QTimeZone &zone);
[[nodiscard]] QString toText(const Value &value, const QTimeZone &zone);
[[nodiscard]] QString numberToText(double number);
/// Digits with at most one point and a minus before them; nothing for any other text.
[[nodiscard]] std::optional<double> plainNumber(QStringView text);
[[nodiscard]] double textToNumber(QStringView text, Dialect dialect, const QTimeZone &zone);

} // namespace luotsi::xpath
