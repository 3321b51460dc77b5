#pragma once

#include "Player.h"

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <QStringList>

#include <optional>

namespace luotsi::form {

/// What a golden file was recorded with beside the form.
struct Attachments
{
    QMap<QString, QByteArray> files; ///< by `jr://` reference
    QStringList replaced;            ///< those that are not the bytes the recording names by their digest
};

[[nodiscard]] Attachments attachmentsOf(const QJsonObject &golden, const QString &folder);

/// A trace had the device properties that its first state shows, and no others.
void giveRecordedProperties(const forms::FormDefinition &definition, const QJsonArray &nodes,
                            forms::Environment &environment);

/// When a trace with a running clock began, by what its first state says; nothing when it does not say.
[[nodiscard]] std::optional<qint64> recordedStart(const forms::FormDefinition &definition,
                                                  const QJsonArray &nodes);

/// Does the form draw random numbers?
[[nodiscard]] bool drawsNumbers(const forms::FormDefinition &definition);

/// Files that were chosen where the recorder could not see it: their names stand in what was sent.
void answerWithRecordedFiles(Player &player, const QString &finalXml);

/// Are the choices of the node put in an order that every engine draws for itself?
[[nodiscard]] bool isShuffled(const forms::FormInstance &instance, const QString &reference);

} // namespace luotsi::form
