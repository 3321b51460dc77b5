#pragma once

#include "viewmodels/PlaceListModel.h"

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace luotsi::viewmodels {

/// Who can help here and by phone. `staffed`: somebody is at this place during `hours`. Threading: GUI
/// thread.
class HelpView : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(bool staffed READ isStaffed NOTIFY changed)
    Q_PROPERTY(QString hours READ hours NOTIFY changed)
    Q_PROPERTY(luotsi::viewmodels::PlaceListModel *places READ places CONSTANT)

public:
    using QObject::QObject;

    [[nodiscard]] bool isStaffed() const { return m_staffed; }
    [[nodiscard]] QString hours() const { return m_hours; }
    [[nodiscard]] PlaceListModel *places() { return &m_places; }

    void show(bool staffed, const QString &hours, std::vector<Place> places);

Q_SIGNALS:
    void changed();

private:
    bool m_staffed = false;
    QString m_hours;
    PlaceListModel m_places;
};

} // namespace luotsi::viewmodels
