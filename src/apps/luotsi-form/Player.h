#pragma once

#include "Surroundings.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>

namespace luotsi::form {

/// State of every node by reference, in the shape of the golden format.
using Snapshot = QMap<QString, QJsonObject>;

/// Plays operations on one form and tells the state between them, in the golden format `odk-golden/1`.
class Player
{
public:
    explicit Player(std::unique_ptr<forms::FormInstance> instance) : m_instance(std::move(instance)) {}

    [[nodiscard]] Snapshot snapshot() const;
    /// One operation: set, addRepeat, removeRepeat, language. The text says why it failed; empty when it
    /// worked.
    QString apply(const QJsonObject &operation);
    [[nodiscard]] QString xml() const;
    [[nodiscard]] QJsonArray violations() const;
    [[nodiscard]] forms::FormInstance &instance() { return *m_instance; }
    [[nodiscard]] const forms::FormInstance &instance() const { return *m_instance; }

private:
    [[nodiscard]] QJsonObject describe(forms::NodeId node) const;
    std::unique_ptr<forms::FormInstance> m_instance;
};

/// Hides what differs from run to run.
[[nodiscard]] QString maskUuids(QString text);

/// What differs between two snapshots: `changed` and `removed`.
[[nodiscard]] QJsonObject difference(const Snapshot &before, const Snapshot &after);

} // namespace luotsi::form
