#pragma once

#include "Checks.h"
#include "Player.h"

#include "forms/FormDefinition.h"

#include <memory>

namespace luotsi::form {

/// Where a recorded run began.
enum class Origin { Fresh, Restored, Edited };

/// Plays one recorded pass on our engine and compares every state.
class Run
{
public:
    Run(std::shared_ptr<const forms::FormDefinition> definition, Checks &checks)
        : m_definition(std::move(definition)), m_checks(checks)
    {
    }

    /// `earlier` is the instance XML that a restored or edited one began with. `ownProperties` when the pass
    /// was recorded with the device properties and the clock that its first state shows.
    void play(const QString &name, const QJsonObject &pass, Origin origin, const QByteArray &earlier,
              bool ownProperties);

private:
    std::unique_ptr<forms::FormInstance> open(Origin origin, const QByteArray &earlier,
                                              const forms::Environment &environment);
    void compare(const Snapshot &expected, const Player &player, const QString &when);
    void compareNode(const QString &reference, const QJsonObject &wanted, const QJsonObject &given,
                     const Player &player, const QString &when);
    void compareXml(const QString &wanted, const QString &given, const QString &when);
    void compareViolations(const QJsonArray &wanted, const QJsonArray &given);
    void compareReopened(const Player &player, const forms::Environment &environment);

    std::shared_ptr<const forms::FormDefinition> m_definition;
    Checks &m_checks;
    QString m_name;
    bool m_clockRan = false;
    bool m_draws = false;
};

} // namespace luotsi::form
