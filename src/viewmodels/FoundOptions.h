#pragma once

#include "viewmodels/OptionListModel.h"

#include <QSortFilterProxyModel>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace luotsi::viewmodels {

/// The choices in which the words somebody looks for occur, and every chosen one. Of more than a person could
/// page through the first are shown, and `hasMore` says that there are others. Threading: GUI thread.
class FoundOptions : public QSortFilterProxyModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(QString wanted READ wanted WRITE setWanted NOTIFY wantedChanged)
    Q_PROPERTY(bool hasMore READ hasMore NOTIFY foundChanged)
    Q_PROPERTY(int count READ count NOTIFY foundChanged)

public:
    explicit FoundOptions(OptionListModel &options, QObject *parent = nullptr);

    [[nodiscard]] QString wanted() const { return m_wanted; }
    void setWanted(const QString &wanted);
    [[nodiscard]] bool hasMore() const { return m_hasMore; }
    [[nodiscard]] int count() const { return rowCount(); }

Q_SIGNALS:
    void wantedChanged();
    void foundChanged();

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    void find();

    const OptionListModel &m_options;
    QString m_wanted;
    std::vector<bool> m_fits;
    bool m_hasMore = false;
};

} // namespace luotsi::viewmodels
